import type { Metadata } from 'next'
import { RecordingsPage } from '#components/recordings/recordings-page.tsx'

export const metadata: Metadata = { title: 'Recordings' }

/** Every recording, with its player and transcript. */
export default function Page() {
  return <RecordingsPage />
}
