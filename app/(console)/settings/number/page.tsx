import type { Metadata } from 'next'
import { HoldingsPage } from '#components/holdings/holdings-page.tsx'

export const metadata: Metadata = { title: 'A number' }

/** Everything that is held on one number. */
export default function Page() {
  return <HoldingsPage />
}
