'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import type { KeepingSettings } from '#contracts/keeping.ts'
import { agentsQuery } from '#components/agents/queries.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { RetentionFields } from './retention-fields.tsx'

type AgentsRetentionProps = {
  settings: Pick<KeepingSettings, 'retention' | 'agents'>
  onChange(agents: KeepingSettings['agents']): void
}

/** Agents whose calls are kept for a time of their own, in place of the house's. */
export function AgentsRetention({ settings, onChange }: AgentsRetentionProps) {
  const { retention, agents } = settings
  const adder = useRef<HTMLButtonElement>(null)
  const { data: known = [] } = useQuery(agentsQuery)
  const others = known.filter(({ id }) => !Object.hasOwn(agents, id))
  const nameOf = (id: string) => known.find((agent) => agent.id === id)?.name ?? 'A deleted agent'
  const remove = (agentId: string) => {
    onChange(Object.fromEntries(Object.entries(agents).filter(([id]) => id !== agentId)))
    adder.current?.focus()
  }
  return (
    <div role="group" aria-labelledby="keeping-agents" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <p id="keeping-agents" className="text-sm font-medium">
            Agents with times of their own
          </p>
          <p className="text-xs text-muted-foreground">
            All three hold for the agent’s calls in place of the times above.
          </p>
        </div>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button ref={adder} size="sm" disabled={others.length === 0}>
              <Plus aria-hidden /> Add an agent
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            {others.map(({ id, name }) => (
              <DropdownMenuItem
                key={id}
                onSelect={() => onChange({ ...agents, [id]: { ...retention } })}
              >
                {name}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      {Object.entries(agents).map(([agentId, own]) => (
        <section
          key={agentId}
          aria-label={nameOf(agentId)}
          className="grid gap-3 rounded-md border p-3"
        >
          <div className="flex items-center justify-between gap-2">
            <h3 className="min-w-0 truncate text-sm font-semibold">{nameOf(agentId)}</h3>
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={`Take the times of ${nameOf(agentId)} away`}
              onClick={() => remove(agentId)}
            >
              <X aria-hidden />
            </Button>
          </div>
          <RetentionFields
            retention={own}
            onChange={(changed) => onChange({ ...agents, [agentId]: changed })}
          />
        </section>
      ))}
    </div>
  )
}
