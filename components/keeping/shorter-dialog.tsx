'use client'

import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { daysWords, mediumWords, type Shortening } from './keeping-changes.ts'

type ShorterDialogProps = {
  shortenings: readonly Shortening[]
  nameOf(agentId: string): string
  pending: boolean
  onConfirm(): void
  onClose(): void
}

/** Asks before anything is kept for a shorter time, as what is older then goes by itself. */
export function ShorterDialog(props: ShorterDialogProps) {
  const { shortenings, nameOf, pending, onConfirm, onClose } = props
  return (
    <ConfirmDialog
      open={shortenings.length > 0}
      onOpenChange={(open) => !open && onClose()}
      title="Keep it for a shorter time?"
      description="What is older by then is deleted for good at the next daily run, shortly after midnight UTC. Calls under a legal hold are spared."
      confirmLabel="Save and delete what is older"
      danger
      pending={pending}
      onConfirm={onConfirm}
    >
      <ul className="grid list-disc gap-1 pl-5 text-sm">
        {shortenings.map(({ agentId, medium, before, after }) => (
          <li key={`${agentId} ${medium}`}>
            {mediumWords[medium]}
            {agentId !== null && ` of ${nameOf(agentId)}`}: {daysWords(after)} instead of{' '}
            {daysWords(before)}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}
