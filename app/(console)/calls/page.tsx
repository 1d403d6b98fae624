import type { Metadata } from 'next'
import { CallList } from '#components/call-list/call-list.tsx'

export const metadata: Metadata = { title: 'Calls' }

/** The list of calls. What it shows stands in its address. */
export default function CallsPage() {
  return <CallList />
}
