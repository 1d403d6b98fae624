'use client'

import { toast } from 'sonner'
import type { Person } from '#contracts/people.ts'
import { useMe } from '#components/access/use-me.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useRemovePerson } from './use-people-acts.ts'

/** Asks before somebody loses their account. */
export function RemovePersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const remove = useRemovePerson(person.id)
  const isMe = useMe().me.operator.id === person.id
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => toast.success(`${person.name} removed`),
      onError: toastProblem,
      onSettled: onClose,
    })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isMe ? 'Remove your own account?' : `Remove ${person.name}?`}
      description={
        isMe
          ? 'You are signed out at once and cannot come back unless another owner invites you.'
          : `${person.email} is signed out everywhere at once and cannot sign in again. Calls and recordings stay.`
      }
      confirmLabel={isMe ? 'Remove my account' : 'Remove'}
      danger
      pending={remove.isPending}
      onConfirm={confirm}
    />
  )
}
