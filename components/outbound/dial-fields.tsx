'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { Agent } from '#contracts/agent.ts'
import type { PhoneNumber } from '#contracts/rest/catalog.ts'
import { AgentPicker } from '#components/agents/agent-picker.tsx'
import { problemOf } from '#components/api/problem-error.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Field } from '#components/ui/field.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { DialDraft } from './dial-draft.ts'
import { OverrideFields } from './override-fields.tsx'

type DialFieldsProps = {
  draft: DialDraft
  onChange(draft: DialDraft): void
  agents: UseQueryResult<Agent[]>
  agentId: string
  numbers: UseQueryResult<PhoneNumber[]>
  from: string | null
}

/** Everything about a call besides whom to call. */
export function DialFields({ draft, onChange, agents, agentId, numbers, from }: DialFieldsProps) {
  return (
    <>
      <Field
        label="Call from"
        layout="row"
        className={wideControl}
        error={loadError(numbers, 'numbers')}
      >
        {numbers.isPending ? (
          <Skeleton className="h-9" />
        ) : (
          <FromSelect
            numbers={numbers.data ?? []}
            placeholder={numbers.isError ? 'Not loaded' : 'The account has no number'}
            from={from}
            onChoose={(number) => onChange({ ...draft, from: number })}
          />
        )}
      </Field>
      <Field label="Agent" layout="row" className={wideControl} error={loadError(agents, 'agents')}>
        {agents.isPending ? (
          <Skeleton className="h-9" />
        ) : (
          <AgentPicker
            agents={agents.data ?? []}
            agentId={agentId}
            onChoose={(id) => onChange({ ...draft, agentId: id })}
          />
        )}
      </Field>
      <Field label="Detect answering machine" layout="row">
        <Switch
          checked={draft.detectAnsweringMachine}
          onCheckedChange={(on) => onChange({ ...draft, detectAnsweringMachine: on })}
        />
      </Field>
      <OverrideFields draft={draft} onChange={onChange} />
    </>
  )
}

/** A field's control is as wide as the panel allows, not as its content. */
const wideControl = '[&>div]:grid-cols-[5rem_minmax(0,1fr)] [&>div]:gap-2'

type FromSelectProps = {
  placeholder: string
  numbers: readonly PhoneNumber[]
  from: string | null
  onChoose(number: string): void
}

function FromSelect({ numbers, placeholder, from, onChoose }: FromSelectProps) {
  return (
    <Select value={from ?? ''} onValueChange={onChoose} disabled={numbers.length === 0}>
      <SelectTrigger placeholder={placeholder} />
      <SelectContent>
        {numbers.map(({ phoneNumber, friendlyName }) => (
          <SelectItem key={phoneNumber} value={phoneNumber} hint={friendlyName}>
            {formatPhone(phoneNumber)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}

function loadError(query: UseQueryResult, what: string): string | undefined {
  if (!query.isError) return undefined
  const { detail, requestId } = problemOf(query.error)
  return `The ${what} could not be loaded: ${detail}${requestId ? ` Request ${requestId}.` : ''}`
}
