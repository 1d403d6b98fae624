'use client'

import type { Agent } from '#contracts/agent.ts'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'

type AgentPickerProps = {
  agents: readonly Agent[]
  agentId: string
  onChoose(agentId: string): void
  /** The select's name; inside a `Field`, the field's label names it. */
  label?: string
}

/** Which agent; the default one says what being it means. */
export function AgentPicker({ agents, agentId, onChoose, label }: AgentPickerProps) {
  return (
    <Select value={agentId} onValueChange={onChoose}>
      <SelectTrigger {...(label ? { 'aria-label': label } : {})} />
      <SelectContent>
        {agents.map((agent) => (
          <SelectItem
            key={agent.id}
            value={agent.id}
            hint={agent.isDefault ? 'Default: answers inbound calls' : undefined}
          >
            {agent.name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}
