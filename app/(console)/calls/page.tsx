import type { Metadata } from 'next'
import { directionSchema } from '#contracts/call.ts'
import { CallList } from '#components/calls/call-list.tsx'

export const metadata: Metadata = { title: 'Calls' }

type CallsPageProps = { searchParams: Promise<{ direction?: string | string[] }> }

/** The list of calls; `?direction=` narrows it. */
export default async function CallsPage({ searchParams }: CallsPageProps) {
  const { direction } = await searchParams
  return <CallList direction={directionSchema.safeParse(direction).data} />
}
