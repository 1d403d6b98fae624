import type { Metadata } from 'next'
import { LimitsPage } from '#components/limits/limits-page.tsx'

export const metadata: Metadata = { title: 'Limits' }

/** What may be spent on placed calls. */
export default function Page() {
  return <LimitsPage />
}
