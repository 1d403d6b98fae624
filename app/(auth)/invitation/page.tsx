import type { Metadata } from 'next'
import { Invitation } from './invitation.tsx'

export const metadata: Metadata = { title: 'Invitation' }

/** Where an invitation link leads: its holder makes their account. */
export default function InvitationPage() {
  return <Invitation />
}
