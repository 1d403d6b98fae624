import type { Metadata } from 'next'
import { AccountPage } from '#components/account/account-page.tsx'

export const metadata: Metadata = { title: 'Account' }

/** One's own account: password, second factor, sessions. */
export default function Page() {
  return <AccountPage />
}
