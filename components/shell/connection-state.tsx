'use client'

import { Radio, RefreshCw, WifiOff } from 'lucide-react'
import { useFeedStatus } from '#components/feed/use-feed-status.ts'
import type { FeedStatus } from '#components/feed/feed-status.ts'
import { formatAge } from '#components/format/duration.ts'
import { cn } from '#components/ui/cn.ts'

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
    <span className={cn('flex items-center gap-1.5 text-sm whitespace-nowrap', toneOf(status))}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>
        {wordFor(status)}
        {status.hasConnected && <span className="max-md:hidden">, {ageFor(status)}</span>}
      </span>
    </span>
  )
}

/** The age of the data on phones, whose top bar has no room for it. */
export function ConnectionStrip() {
  const status = useFeedStatus()
  if (status.state === 'live' || !status.hasConnected) return null
  return (
    <p className={cn('border-b bg-card px-4 py-1.5 text-sm md:hidden', toneOf(status))}>
      {wordFor(status)}, {ageFor(status)}
    </p>
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

function wordFor({ state, hasConnected }: FeedStatus): string {
  if (!hasConnected) return state === 'stale' ? 'No live data' : 'Connecting'
  return state === 'stale' ? 'Offline' : 'Reconnecting'
}

function ageFor({ ageMs }: FeedStatus): string {
  return `data is ${formatAge(ageMs)} old`
}

function toneOf({ state }: FeedStatus): string {
  return state === 'stale' ? 'text-danger' : 'text-lamp-text'
}
