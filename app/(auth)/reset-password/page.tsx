import type { Metadata } from 'next'
import { ResetPassword } from './reset-password.tsx'

export const metadata: Metadata = { title: 'New password' }

/** Where a reset link leads: its holder chooses a new password. */
export default function ResetPasswordPage() {
  return <ResetPassword />
}
