'use client'

import { useMutation } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import { useId } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { AgentConfig } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Button } from '#components/ui/button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useAgentForm } from './fields/use-agent-form.ts'

/** Sends the fields as they stand, saved or not, to the live call on view. */
export function ApplyToCall({ liveCall }: { liveCall: Call | null }) {
  const { handleSubmit } = useAgentForm()
  const reasonId = useId()
  const apply = useMutation({
    mutationFn: ({ callId, config }: { callId: string; config: AgentConfig }) =>
      fetchJson(notesSchema, `/api/calls/${encodeURIComponent(callId)}/config`, {
        method: 'PATCH',
        json: config,
      }),
    onError: toastProblem,
  })
  if (liveCall === null)
    return (
      <Tooltip text={REASON}>
        <Button
          size="md"
          aria-disabled
          aria-describedby={reasonId}
          className="aria-disabled:opacity-50"
        >
          Apply to live call
          <span id={reasonId} className="sr-only">
            {REASON}
          </span>
        </Button>
      </Tooltip>
    )
  const number = formatPhone(liveCall.direction === 'inbound' ? liveCall.from : liveCall.to)
  const send = handleSubmit((config) =>
    apply.mutate(
      { callId: liveCall.id, config },
      { onSuccess: ({ notes }) => tell(number, notes) },
    ),
  )
  return (
    <Button pending={apply.isPending} onClick={() => void send()}>
      Apply to live call
    </Button>
  )
}

const REASON = 'There is no live call on view to apply this to.'

const notesSchema = z.object({ notes: z.array(z.string()) })

/** The remarks say what a running call could not take over, so they stay until they were read. */
function tell(number: string, notes: readonly string[]) {
  if (notes.length === 0)
    return toast.success(`Applied to the call with ${number}`, {
      description: 'It counts from the agent’s next words on.',
    })
  return toast.info(`Applied to the call with ${number}. Please note:`, {
    description: (
      <ul className="grid list-disc gap-1 pl-4">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    ),
    icon: <Info aria-hidden className="size-4 text-primary" />,
    duration: Infinity,
    closeButton: true,
  })
}
