'use client'

import { useState } from 'react'
import type { OneTimeLink, Person } from '#contracts/people.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { useCreateResetLink } from './use-people-acts.ts'

/** Makes a link with which somebody who forgot their password sets another one. */
export function ResetLinkDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const create = useCreateResetLink(person.id)
  const [link, setLink] = useState<OneTimeLink | null>(null)
  if (link !== null) {
    return (
      <LinkDialog
        title={`Reset link for ${person.name}`}
        link={link}
        whatFor={`Whoever opens it sets the password of ${person.email}, so send it in a way that only they can read.`}
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Make a reset link for ${person.name}?`}
      description="With it they choose a new password, and are signed out everywhere by that. Until then the old password works. A link made earlier stops working."
      confirmLabel="Make the link"
      pending={create.isPending}
      onConfirm={() =>
        create.mutate(undefined, {
          onSuccess: setLink,
          onError: (error) => {
            toastProblem(error)
            onClose()
          },
        })
      }
    />
  )
}
