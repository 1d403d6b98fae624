import type { Metadata } from 'next'
import { KeysPage } from '#components/keys/keys-page.tsx'

export const metadata: Metadata = { title: 'Keys' }

/** The keys of programs. */
export default function Page() {
  return <KeysPage />
}
