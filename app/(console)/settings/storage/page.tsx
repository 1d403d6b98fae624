import type { Metadata } from 'next'
import { StoragePage } from '#components/storage/storage-page.tsx'

export const metadata: Metadata = { title: 'Storage' }

/** What is kept of calls, and what was deleted. */
export default function Page() {
  return <StoragePage />
}
