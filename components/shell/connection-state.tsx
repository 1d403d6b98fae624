'use client'

import { Radio, RefreshCw, WifiOff } from 'lucide-react'
import { useFeedStatus } from '#components/feed/use-feed-status.ts'
import type { FeedStatus } from '#components/feed/feed-status.ts'
import { formatAge } from '#components/format/duration.ts'

/** Whether the screen is true now: in the top bar, on every page. */
export function ConnectionState() {
  const status = useFeedStatus()
  if (status.state === 'live') {
    return (
      <span className="flex items-center gap-1.5 text-sm text-ok">
        <Radio aria-hidden className="size-4" /> Live
      </span>
    )
  }
  const Icon = status.state === 'stale' ? WifiOff : RefreshCw
  return (
    <span
      className={`flex min-w-0 items-center gap-1.5 text-sm ${status.state === 'stale' ? 'text-danger' : 'text-lamp-text'}`}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{wordsFor(status)}</span>
    </span>
  )
}

/** Tells screen readers of a lost and a found connection, but not of every second between. */
export function ConnectionAnnouncer() {
  const { state, hasConnected } = useFeedStatus()
  return (
    <p role="status" className="sr-only">
      {hasConnected && (state === 'live' ? 'Live data' : 'Connection lost, reconnecting')}
    </p>
  )
}

function wordsFor({ state, ageMs, hasConnected }: FeedStatus): string {
  if (!hasConnected) return state === 'stale' ? 'No live data' : 'Connecting'
  const age = formatAge(ageMs)
  return state === 'stale' ? `Offline, data is ${age} old` : `Reconnecting, data is ${age} old`
}
