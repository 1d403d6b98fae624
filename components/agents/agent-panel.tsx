'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Agent, AgentConfig } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { defaultAgentConfig, defaultAgentName } from '#core/agent/default-config.ts'
import { useMe } from '#components/access/use-me.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AgentEditor } from './agent-editor.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { AgentPicker } from './agent-picker.tsx'
import { chosenAgent } from './chosen-agent.ts'
import { agentsQuery } from './queries.ts'
import { useCreateAgent } from './use-agent-acts.ts'

type AgentPanelProps = {
  /** The agent on view; null until one is chosen: the default one then. */
  agentId: string | null
  onChoose(agentId: string): void
  /** Tells which agent has changes that are not saved; null when none has. */
  onEdited(agentName: string | null): void
  /** The live call on view, to which changes can be applied at once. */
  liveCall: Call | null
  className?: string
}

/** Session configuration: an agent's voice, words and manners, edited and saved. */
export function AgentPanel({ className, ...props }: AgentPanelProps) {
  const agents = useQuery(agentsQuery)
  return (
    <Panel
      title="Session configuration"
      headingId="agent-panel"
      flush
      {...(className ? { className } : {})}
    >
      {agents.isPending && <PanelSkeleton />}
      {agents.isError && (
        <ProblemState
          error={agents.error}
          onRetry={() => void agents.refetch()}
          retrying={agents.isFetching}
        />
      )}
      {agents.isSuccess && <ChosenAgent agents={agents.data} {...props} />}
    </Panel>
  )
}

type ChosenAgentProps = Omit<AgentPanelProps, 'className'> & { agents: readonly Agent[] }

function ChosenAgent({ agents, agentId, onChoose, onEdited, liveCall }: ChosenAgentProps) {
  const [isEdited, setIsEdited] = useState(false)
  const [wanted, setWanted] = useState<string | null>(null)
  const { may } = useMe()
  const agent = chosenAgent(agents, agentId)
  if (agent === null) return <NoAgents />
  const leave = (id: string) => {
    setWanted(null)
    setIsEdited(false)
    onEdited(null)
    onChoose(id)
  }
  const choose = (id: string) => {
    if (id === agent.id) return
    if (isEdited) setWanted(id)
    else leave(id)
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex gap-2 border-b p-4">
        <AgentPicker agents={agents} agentId={agent.id} onChoose={choose} label="Agent" />
        {may('agents:write') && (
          <AgentMenu
            agent={agent}
            onChoose={choose}
            onDeleted={() => leave(agents.find(({ isDefault }) => isDefault)?.id ?? '')}
          />
        )}
      </div>
      <AgentEditor
        key={agent.id}
        agent={agent}
        liveCall={liveCall}
        onEdited={(edited) => {
          setIsEdited(edited)
          onEdited(edited ? agent.name : null)
        }}
      />
      <ConfirmDialog
        open={wanted !== null}
        onOpenChange={(open) => !open && setWanted(null)}
        title="Switch agents without saving?"
        description={`Your changes to ${agent.name} are not saved yet. They are lost when you switch.`}
        confirmLabel="Switch without saving"
        cancelLabel="Stay"
        danger
        onConfirm={() => wanted !== null && leave(wanted)}
      />
    </div>
  )
}

function NoAgents() {
  const create = useCreateAgent()
  const { may } = useMe()
  const config: AgentConfig = defaultAgentConfig
  return (
    <EmptyState
      title="No agents yet"
      text="An agent is a voice with instructions. The first one answers inbound calls."
      action={
        may('agents:write') && (
          <Button
            variant="primary"
            pending={create.isPending}
            onClick={() =>
              create.mutate(
                { name: defaultAgentName, config, isDefault: true },
                { onError: toastProblem },
              )
            }
          >
            Create the first agent
          </Button>
        )
      }
    />
  )
}

function PanelSkeleton() {
  return (
    <div role="status" aria-label="Loading the agents" className="grid gap-4 p-4">
      <Skeleton className="h-9" />
      <div className="grid grid-cols-2 gap-1.5">
        {Array.from({ length: 10 }, (_, at) => (
          <Skeleton key={at} className="h-9" />
        ))}
      </div>
      <Skeleton className="h-36" />
    </div>
  )
}
