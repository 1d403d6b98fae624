'use client'

import { roleWords } from '#components/access/role-words.ts'
import { AuthHeading } from '../auth-heading.tsx'
import { ShutLink } from '../shut-link.tsx'
import { useOpenedLink } from '../use-opened-link.ts'
import { AcceptForm } from './accept-form.tsx'

/** Says what the invitation is for, and takes a name and a password. */
export function Invitation() {
  const link = useOpenedLink('/api/invitations/open')
  if (link.state !== 'open') return <ShutLink link={link} what="invitation" />
  const words = roleWords.find(({ role }) => role === link.link.role)
  return (
    <>
      <AuthHeading title="Join Switchboard">
        {words
          ? `You are invited as ${words.label.toLowerCase()}: you may ${words.may}.`
          : 'You are invited.'}
      </AuthHeading>
      <AcceptForm key={link.token} token={link.token} email={link.link.email} />
    </>
  )
}
