import type { Metadata } from 'next'
import { KeepingPage } from '#components/keeping/keeping-page.tsx'

export const metadata: Metadata = { title: 'Keeping' }

/** For how long what is kept. */
export default function Page() {
  return <KeepingPage />
}
