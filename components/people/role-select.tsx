'use client'

import { useId, useState } from 'react'
import { toast } from 'sonner'
import type { Person } from '#contracts/people.ts'
import { roleSchema, type Role } from '#contracts/scope.ts'
import { roleLabel, roleWords } from '#components/access/role-words.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { useChangeRole } from './use-people-acts.ts'

type RoleSelectProps = { person: Person; isMe: boolean; isOnlyOwner: boolean }

/** Somebody's role, changed in place; giving up one's own owner's role is asked first. */
export function RoleSelect({ person, isMe, isOnlyOwner }: RoleSelectProps) {
  const change = useChangeRole(person.id)
  const [asked, setAsked] = useState<Role | null>(null)
  const noteId = useId()
  const give = (role: Role) =>
    change.mutate(role, {
      onSuccess: () => toast.success(`${person.name} is now ${withArticle(role)}`),
      onError: toastProblem,
      onSettled: () => setAsked(null),
    })
  const choose = (value: string) => {
    const role = roleSchema.parse(value)
    if (isMe && role !== 'owner') setAsked(role)
    else give(role)
  }
  return (
    <div className="grid min-w-0 gap-1">
      <Select
        value={change.isPending ? change.variables : person.role}
        onValueChange={choose}
        disabled={isOnlyOwner || change.isPending}
      >
        <SelectTrigger
          aria-label={`Role of ${person.name}`}
          aria-describedby={isOnlyOwner ? noteId : undefined}
          className="max-w-48"
        />
        <SelectContent>
          {roleWords.map(({ role, label, may }) => (
            <SelectItem key={role} value={role} hint={`May ${may}.`} className="max-w-80">
              {label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {isOnlyOwner && (
        <p id={noteId} className="text-xs text-pretty text-muted-foreground">
          The only owner. Make somebody else an owner to change this.
        </p>
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Become ${asked === null ? '' : withArticle(asked)}?`}
        description="You stop being an owner at once: this page closes to you, and only another owner can give the role back."
        confirmLabel="Give up the owner’s role"
        danger
        pending={change.isPending}
        onConfirm={() => asked !== null && give(asked)}
      />
    </div>
  )
}

function withArticle(role: Role): string {
  return `${role === 'viewer' ? 'a' : 'an'} ${roleLabel(role).toLowerCase()}`
}
