'use client'

import type { ApiKey } from '#contracts/api-key.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { formatExactly } from '#components/format/time.ts'
import { Badge } from '#components/ui/badge.tsx'
import { cn } from '#components/ui/cn.ts'
import { KeyMenu, type KeyAct } from './key-menu.tsx'
import { endsIn, keyState } from './key-state.ts'

/** The columns of the list, for the rows and their head. */
export const keyColumns =
  'lg:grid-cols-[minmax(12rem,1.3fr)_minmax(11rem,1.2fr)_9.5rem_8.5rem_1.75rem] lg:gap-x-5'

type KeyRowProps = {
  apiKey: ApiKey
  nowMs: number
  /** Left out for keys that open nothing any more. */
  onChoose?: (act: KeyAct) => void
}

/** One key: what uses it, what it may do, when it was last used, when it ends. */
export function KeyRow({ apiKey, nowMs, onChoose }: KeyRowProps) {
  return (
    <li
      className={cn(
        'relative grid gap-y-2 border-b border-border/60 px-4 py-3 last:border-b-0 max-lg:pr-14',
        keyColumns,
      )}
    >
      <div className="min-w-0">
        <p className="truncate font-medium" title={apiKey.name}>
          {apiKey.name}
        </p>
        <p className="truncate text-xs text-muted-foreground">
          <code className="font-mono">{apiKey.prefix}…</code>
          {apiKey.createdBy !== null && <> · made by {apiKey.createdBy}</>}
        </p>
      </div>
      <Scopes apiKey={apiKey} />
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 lg:contents">
        <LastUse apiKey={apiKey} />
        <End apiKey={apiKey} nowMs={nowMs} />
      </div>
      {onChoose && (
        <div className="max-lg:absolute max-lg:top-2.5 max-lg:right-3">
          <KeyMenu name={apiKey.name} onChoose={onChoose} />
        </div>
      )}
    </li>
  )
}

function Scopes({ apiKey }: { apiKey: ApiKey }) {
  return (
    <ul aria-label="May" className="flex flex-wrap content-start gap-1">
      {apiKey.scopes.map((scope) => (
        <li key={scope} className="flex">
          <Badge tone={scope === 'admin' ? 'primary' : 'neutral'}>{scope}</Badge>
        </li>
      ))}
      {apiKey.perMinute !== null && (
        <li className="flex">
          <Badge tone="outline">{apiKey.perMinute.toLocaleString('en-GB')} a minute</Badge>
        </li>
      )}
    </ul>
  )
}

function LastUse({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.lastUsedAt === null)
    return <p className="text-sm text-muted-foreground">Not used yet</p>
  return (
    <div className="min-w-0 text-sm max-lg:flex max-lg:gap-2">
      <p>
        <span className="lg:sr-only">Used </span>
        <LocalTime at={apiKey.lastUsedAt} />
      </p>
      {apiKey.lastUsedFrom !== null && (
        <p className="truncate text-xs leading-5 text-muted-foreground" title={apiKey.lastUsedFrom}>
          from {apiKey.lastUsedFrom}
        </p>
      )}
    </div>
  )
}

function End({ apiKey, nowMs }: { apiKey: ApiKey; nowMs: number }) {
  const state = keyState(apiKey, nowMs)
  if (state === 'revoked' && apiKey.revokedAt !== null)
    return (
      <p className="text-sm text-muted-foreground">
        Revoked <LocalTime at={apiKey.revokedAt} />
      </p>
    )
  if (apiKey.expiresAt === null)
    return (
      <p className="text-sm text-muted-foreground">
        <span className="lg:hidden">Does not end</span>
        <span className="max-lg:hidden">Never</span>
      </p>
    )
  if (state === 'expired')
    return (
      <p className="text-sm text-muted-foreground">
        Expired <LocalTime at={apiKey.expiresAt} />
      </p>
    )
  const words = endsIn(apiKey.expiresAt, nowMs)
  return (
    <p className="text-sm" title={formatExactly(apiKey.expiresAt)} suppressHydrationWarning>
      {state === 'ending' ? <Badge tone="lamp">Ends {words}</Badge> : <EndWords words={words} />}
    </p>
  )
}

function EndWords({ words }: { words: string }) {
  return (
    <>
      <span className="lg:hidden">Ends {words}</span>
      <span className="max-lg:hidden">{words.charAt(0).toUpperCase() + words.slice(1)}</span>
    </>
  )
}
