'use client'

import { useQuery } from '@tanstack/react-query'
import { Hourglass } from 'lucide-react'
import Link from 'next/link'
import type { Deletion } from '#contracts/keeping.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { useNow } from '#components/format/use-now.ts'
import { Panel } from '#components/ui/panel.tsx'
import { deletionsQuery } from './queries.ts'
import { deletedByWords, kindWords, nextTryWords } from './storage-words.ts'

/** Deletions that go on by themselves, with what stands against them. Not there while there are none. */
export function PendingDeletions({ count }: { count: number }) {
  const { data = [] } = useQuery(deletionsQuery)
  if (data.length === 0) return null
  const shown = Math.max(count, data.length)
  return (
    <Panel
      title="Being deleted"
      headingId="storage-pending"
      aside={shown > data.length ? `${data.length} of ${shown}` : `${shown}`}
      flush
    >
      <p className="border-b border-border/60 px-4 py-2.5 text-sm text-pretty text-muted-foreground">
        None of it is served any more. What could not be reached is tried again until it is gone.
      </p>
      <ul aria-label="Deletions under way" className="max-h-96 overflow-y-auto">
        {data.map((deletion) => (
          <PendingRow key={deletion.id} deletion={deletion} />
        ))}
      </ul>
    </Panel>
  )
}

function PendingRow({ deletion }: { deletion: Deletion }) {
  const nowMs = useNow(10_000)
  const { kind, callId, cause, requestedBy, requestedAt, failReason } = deletion
  return (
    <li className="flex gap-3 border-b border-border/60 px-4 py-2.5 text-sm last:border-b-0">
      <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-medium">{kindWords[kind]}</span>
          <span className="text-muted-foreground">
            by {deletedByWords(cause, requestedBy)}, <LocalTime at={requestedAt} />
          </span>
          <Link
            href={`/calls/${encodeURIComponent(callId)}`}
            className="text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
          >
            Its call
          </Link>
        </p>
        <p className="text-xs text-pretty text-muted-foreground" suppressHydrationWarning>
          {failReason ?? 'Waiting for its turn.'}{' '}
          <span className="whitespace-nowrap">({nextTryWords(deletion, nowMs)})</span>
        </p>
      </div>
    </li>
  )
}
