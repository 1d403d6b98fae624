'use client'

import { Monitor, Smartphone } from 'lucide-react'
import type { SignedInSession } from '#contracts/people.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { browserWords, isHandheld } from './browser-words.ts'

type SessionListProps = {
  label: string
  sessions: readonly SignedInSession[]
  /** The session that is being ended. */
  endingId: string | null
  onEnd: (session: SignedInSession) => void
}

/** Where somebody is signed in: with what, from where, when last; each can be ended but one's own. */
export function SessionList({ label, sessions, endingId, onEnd }: SessionListProps) {
  return (
    <ul aria-label={label}>
      {sessions.map((session) => (
        <li
          key={session.id}
          className="flex items-center gap-3 border-b border-border/60 px-4 py-3 last:border-b-0"
        >
          <DeviceIcon userAgent={session.userAgent} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="truncate font-medium" title={session.userAgent ?? undefined}>
                {browserWords(session.userAgent)}
              </span>
              {session.current && <Badge tone="ok">This browser</Badge>}
            </p>
            <p className="text-xs text-pretty text-muted-foreground">
              Last seen <LocalTime at={session.lastSeenAt} />
              {session.address !== null && <> from {session.address}</>}
              <span aria-hidden> · </span>
              <span className="whitespace-nowrap">
                since <LocalTime at={session.createdAt} />
              </span>
            </p>
          </div>
          {!session.current && (
            <Button
              size="sm"
              pending={endingId === session.id}
              aria-label={`Sign out ${browserWords(session.userAgent)}`}
              onClick={() => onEnd(session)}
            >
              Sign out
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function DeviceIcon({ userAgent }: { userAgent: string | null }) {
  const Icon = isHandheld(userAgent) ? Smartphone : Monitor
  return <Icon aria-hidden className="size-4.5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
}
