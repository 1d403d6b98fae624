'use client'

import type { NewInvitation, Person } from '#contracts/people.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { PersonSessionsDialog } from './person-sessions-dialog.tsx'
import { RemovePersonDialog } from './remove-person-dialog.tsx'
import { ResetLinkDialog } from './reset-link-dialog.tsx'

/** What is open over the page. */
export type Open =
  | { what: 'nothing' }
  | { what: 'invite' }
  | { what: 'invited'; made: NewInvitation }
  | { what: 'sessions' | 'resetLink' | 'remove'; person: Person }

/** The dialog that is open over the people, if one is. */
export function OpenDialog({ open, onOpen }: { open: Open; onOpen: (open: Open) => void }) {
  const close = () => onOpen({ what: 'nothing' })
  switch (open.what) {
    case 'nothing':
      return null
    case 'invite':
      return <InviteDialog onMade={(made) => onOpen({ what: 'invited', made })} onClose={close} />
    case 'invited':
      return (
        <LinkDialog
          title={`Invitation for ${open.made.invitation.email}`}
          link={open.made}
          whatFor="Whoever opens it makes the account, so send it in a way that only they can read."
          onClose={close}
        />
      )
    case 'sessions':
      return <PersonSessionsDialog person={open.person} onClose={close} />
    case 'resetLink':
      return <ResetLinkDialog person={open.person} onClose={close} />
    case 'remove':
      return <RemovePersonDialog person={open.person} onClose={close} />
  }
}
