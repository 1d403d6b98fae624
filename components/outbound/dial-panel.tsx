'use client'

import { useQuery } from '@tanstack/react-query'
import { Phone, PhoneOff } from 'lucide-react'
import { useId, useState, type SubmitEvent } from 'react'
import type { Call } from '#contracts/call.ts'
import { whyNotAllowed } from '#components/access/role-words.ts'
import { useMe } from '#components/access/use-me.ts'
import { systemQuery } from '#components/api/system.ts'
import { chosenAgent } from '#components/agents/chosen-agent.ts'
import { agentsQuery } from '#components/agents/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { DialFields } from './dial-fields.tsx'
import { DialProblem } from './dial-problem.tsx'
import { LimitsLink } from './limits-link.tsx'
import { numberRefusal } from './number-refusal.ts'
import { emptyDraft, requestOf, whyNotCall } from './dial-draft.ts'
import { PhoneInput } from '#components/numbers/phone-input.tsx'
import { countryOf, readTypedNumber } from '#components/numbers/phone-number.ts'
import { phoneNumbersQuery } from '#components/numbers/queries.ts'
import { usePlaceCall } from './use-place-call.ts'

type DialPanelProps = {
  /** The agent whose configuration is on view: it calls unless another one is chosen here. */
  agentId: string | null
  /** An agent with changes that are not saved, so that nobody expects them in the call. */
  editedAgentName: string | null
  onPlaced(call: Call): void
  className?: string
}

/** Outbound call: the form that dials, or why this operator has none. */
export function DialPanel({ className, ...props }: DialPanelProps) {
  const { me, may } = useMe()
  return (
    <Panel title="Outbound call" headingId="dial-panel" flush {...(className ? { className } : {})}>
      {may('calls:write') ? (
        <DialForm {...props} />
      ) : (
        <EmptyState
          icon={PhoneOff}
          title="You can watch and listen"
          text={whyNotAllowed(me.operator.role, 'place or end calls')}
        />
      )}
    </Panel>
  )
}

/** Whom to call, from which number, and who speaks. */
function DialForm({ agentId, editedAgentName, onPlaced }: Omit<DialPanelProps, 'className'>) {
  const [draft, setDraft] = useState(emptyDraft)
  const [typed, setTyped] = useState('')
  const [isDone, setIsDone] = useState(false)
  const agents = useQuery(agentsQuery)
  const numbers = useQuery(phoneNumbersQuery)
  const system = useQuery(systemQuery)
  const place = usePlaceCall()
  const noteId = useId()

  const agent = chosenAgent(agents.data ?? [], draft.agentId ?? agentId)
  const from = draft.from ?? numbers.data?.find(({ isDefault }) => isDefault)?.phoneNumber ?? null
  const home = (from === null ? null : countryOf(from)) ?? 'US'
  const number = readTypedNumber(typed, home)
  const reason = whyNotCall(number, {
    hasAgents: !agents.isSuccess || agent !== null,
    relayIsUp: system.data?.relay !== 'down',
  })
  const isProblemShown = isDone && number.problem !== null
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    setIsDone(true)
    const request = requestOf(number, { ...draft, agentId: agent?.id ?? null })
    if (reason !== null || request === null || place.isPending) return
    place.mutate(request, {
      onSuccess: (call) => {
        setTyped('')
        setIsDone(false)
        setDraft((before) => ({ ...before, instructions: '', voice: null }))
        onPlaced(call)
      },
    })
  }
  return (
    <form
      aria-labelledby="dial-panel"
      noValidate
      onSubmit={onSubmit}
      className="relative grid h-full gap-3 overflow-y-auto p-4"
    >
      <PhoneInput
        label="Number to call"
        className="h-11 text-lg tracking-wide"
        number={number}
        home={home}
        showProblem={isProblemShown}
        refusal={numberRefusal(place.error) ?? undefined}
        onChange={({ shown }) => {
          setTyped(shown)
          place.reset()
        }}
        onBlur={() => setIsDone(number.shown !== '')}
      />
      {numberRefusal(place.error) !== null && <LimitsLink />}
      <DialFields
        draft={draft}
        onChange={setDraft}
        agents={agents}
        agentId={agent?.id ?? ''}
        numbers={numbers}
        from={from}
      />
      {editedAgentName !== null && editedAgentName === agent?.name && (
        <p className="text-xs text-lamp-text">
          {agent.name} has unsaved changes. The call uses what is saved.
        </p>
      )}
      {place.isError && numberRefusal(place.error) === null && <DialProblem error={place.error} />}
      {/* However long the form grows, the button stays in sight. */}
      <div className="sticky -bottom-4 -mx-4 -mb-4 grid gap-2 rounded-b-lg bg-card px-4 pt-1 pb-4">
        <Button
          type="submit"
          variant="primary"
          size="lg"
          pending={place.isPending}
          aria-disabled={reason !== null}
          aria-describedby={noteId}
        >
          {!place.isPending && <Phone aria-hidden />}
          {place.isPending ? 'Dialling' : 'Call'}
        </Button>
        <p id={noteId} className="text-xs text-pretty text-muted-foreground empty:hidden">
          {isProblemShown ? null : reason}{' '}
          {system.data?.simulated.carrier === true &&
            'The carrier is simulated: any valid number rings a simulated callee.'}
        </p>
      </div>
    </form>
  )
}
