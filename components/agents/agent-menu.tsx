'use client'

import { Copy, MoreHorizontal, Pencil, Plus, Star, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Agent } from '#contracts/agent.ts'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useCreateAgent, useDeleteAgent, useUpdateAgent } from './use-agent-acts.ts'

type AgentMenuProps = {
  agent: Agent
  /** A new agent is to be shown; asks first when this one has unsaved changes. */
  onChoose(agentId: string): void
  onDeleted(): void
}

/** What can be done with agents as a whole. */
export function AgentMenu({ agent, onChoose, onDeleted }: AgentMenuProps) {
  const [asking, setAsking] = useState<'new' | 'copy' | 'rename' | 'delete' | null>(null)
  const create = useCreateAgent()
  const update = useUpdateAgent(agent.id)
  const remove = useDeleteAgent(agent.id)
  const close = () => setAsking(null)
  async function add(name: string, config: Agent['config']) {
    const made = await create.mutateAsync({ name, config, isDefault: false })
    onChoose(made.id)
  }
  const makeDefault = () =>
    update.mutate(
      { isDefault: true },
      {
        onSuccess: () => toast.success(`${agent.name} now answers inbound calls`),
        onError: toastProblem,
      },
    )
  const confirmDelete = () =>
    remove.mutate(undefined, { onSuccess: onDeleted, onError: toastProblem, onSettled: close })
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="icon" aria-label={`Agent menu: ${agent.name}`}>
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setAsking('new')}>
            <Plus aria-hidden /> New agent
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking('copy')}>
            <Copy aria-hidden /> Duplicate
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking('rename')}>
            <Pencil aria-hidden /> Rename
          </DropdownMenuItem>
          <DropdownMenuItem disabled={agent.isDefault} onSelect={makeDefault}>
            <Star aria-hidden /> {agent.isDefault ? 'Is the default' : 'Make default'}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger disabled={agent.isDefault} onSelect={() => setAsking('delete')}>
            <Trash2 aria-hidden />
            {agent.isDefault ? 'Delete (not the default)' : 'Delete'}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asking === 'new' && (
        <NameDialog
          title="New agent"
          description="It begins with the standard configuration."
          confirmLabel="Create agent"
          initialName=""
          onConfirm={(name) => add(name, defaultAgentConfig)}
          onClose={close}
        />
      )}
      {asking === 'copy' && (
        <NameDialog
          title={`Duplicate ${agent.name}`}
          description="The copy begins with what is saved; unsaved changes stay here."
          confirmLabel="Duplicate"
          initialName={`${agent.name} copy`.slice(-80)}
          onConfirm={(name) => add(name, agent.config)}
          onClose={close}
        />
      )}
      {asking === 'rename' && (
        <NameDialog
          title={`Rename ${agent.name}`}
          description="Calls that were made keep the name they had."
          confirmLabel="Rename"
          initialName={agent.name}
          onConfirm={(name) => update.mutateAsync({ name }).then(() => undefined)}
          onClose={close}
        />
      )}
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={(open) => !open && close()}
        title={`Delete ${agent.name}?`}
        description="This cannot be undone. Its calls and recordings stay, with the configuration they used."
        confirmLabel="Delete agent"
        danger
        pending={remove.isPending}
        onConfirm={confirmDelete}
      />
    </>
  )
}
