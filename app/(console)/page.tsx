import type { Metadata } from 'next'
import { Desk } from '#components/desk/desk.tsx'

export const metadata: Metadata = { title: 'Desk' }

/** The operator's desk. */
export default function DeskPage() {
  return <Desk />
}
