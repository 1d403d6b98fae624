'use client'

import { useQuery } from '@tanstack/react-query'
import { PhoneCall, PhoneOff } from 'lucide-react'
import Link from 'next/link'
import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import { useMe } from '#components/access/use-me.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { systemQuery } from '#components/api/system.ts'
import { callHref } from '#components/calls/call-words.ts'
import { PartyLine } from '#components/calls/party-line.tsx'
import { PauseButton } from '#components/calls/pause-button.tsx'
import { PauseState } from '#components/calls/pause-state.tsx'
import { RespondNow } from '#components/calls/respond-now.tsx'
import { Transcript } from '#components/calls/transcript.tsx'
import { useCall } from '#components/calls/use-call.ts'
import { formatPhone } from '#components/format/phone.ts'
import { ActiveCalls } from '#components/outbound/active-calls.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { EndedCall } from './ended-call.tsx'

type LivePanelProps = {
  calls: readonly Call[]
  isPending: boolean
  error: unknown
  onRetry(): void
  selectedId: string | null
  onSelect(callId: string | null): void
  className?: string
}

/** The calls that are up, and the one on view as it is spoken. */
export function LivePanel(props: LivePanelProps) {
  const { calls, selectedId, onSelect, className } = props
  return (
    <Panel
      title="Live call"
      headingId="live-panel"
      aside={calls.length > 1 ? `${String(calls.length)} calls are up` : undefined}
      flush
      tabIndex={-1}
      {...(className ? { className } : {})}
    >
      <div className="flex h-full flex-col">
        {calls.length > 0 && (
          <ActiveCalls calls={calls} selectedId={selectedId} onSelect={onSelect} />
        )}
        {selectedId !== null ? (
          <CallOnView key={selectedId} callId={selectedId} onClose={() => onSelect(null)} />
        ) : (
          <NoCall {...props} />
        )}
      </div>
    </Panel>
  )
}

function NoCall({ isPending, error, onRetry }: LivePanelProps) {
  const { may } = useMe()
  const { data } = useQuery(systemQuery)
  if (isPending) return <Spinner label="Loading the calls" className="m-auto size-5" />
  if (error !== null && error !== undefined) return <ProblemState error={error} onRetry={onRetry} />
  const number = data?.phoneNumber ?? null
  return (
    <EmptyState
      icon={PhoneCall}
      title="No call is up"
      text={`${waysToACall(may('calls:write'), number)}: the words of both sides appear here while they are spoken.`}
      className="my-auto"
    />
  )
}

function waysToACall(mayDial: boolean, number: string | null): string {
  const ways = [mayDial ? 'dial a number' : null, number && `call ${formatPhone(number)}`]
  const known = ways.filter((way) => way !== null && way !== '').join(', or ')
  return known === '' ? 'Wait for a call' : known.charAt(0).toUpperCase() + known.slice(1)
}

type CallOnViewProps = { callId: string; onClose(): void }

function CallOnView({ callId, onClose }: CallOnViewProps) {
  const { call, isGone, isPending, error, refetch, isRefetching } = useCall(callId)
  if (isPending) return <Spinner label="Loading the call" className="m-auto size-5" />
  if (isGone) return <NoSuchCall onClose={onClose} />
  if (call === undefined)
    return <ProblemState error={error} onRetry={() => void refetch()} retrying={isRefetching} />
  const hasEnded = isFinal(call.status)
  return (
    <>
      {hasEnded ? (
        <EndedCall call={call} onClose={onClose} />
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3">
          <PartyLine call={call} className="min-w-72 flex-1" />
          <PauseButton call={call} size="sm" />
          <Link
            href={callHref(call)}
            className="text-sm text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
          >
            Open the call
          </Link>
        </div>
      )}
      {!hasEnded && <PauseState call={call} className="border-b md:px-4" />}
      <Transcript call={call} />
      {!hasEnded && <RespondNow call={call} />}
    </>
  )
}

function NoSuchCall({ onClose }: Pick<CallOnViewProps, 'onClose'>) {
  return (
    <EmptyState
      icon={PhoneOff}
      title="There is no such call"
      text="It was deleted, or never was."
      action={
        <Button size="sm" onClick={onClose}>
          Take it off the desk
        </Button>
      }
      className="my-auto"
    />
  )
}
