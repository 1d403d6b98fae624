import type { Metadata } from 'next'
import { CallPage } from '#components/calls/call-page.tsx'

export const metadata: Metadata = { title: 'Call' }

type CallRouteProps = { params: Promise<{ callSid: string }> }

/** One call, by its CallSid, or by our id before the carrier has given one. */
export default async function CallRoute({ params }: CallRouteProps) {
  const { callSid } = await params
  return <CallPage key={callSid} idOrSid={callSid} />
}
