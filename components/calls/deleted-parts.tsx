'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Hourglass } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { useNow } from '#components/format/use-now.ts'
import { deletionsQuery, tombstonesQuery } from '#components/storage/queries.ts'
import { kindWords, nextTryWords } from '#components/storage/storage-words.ts'
import { TombstoneRow } from '#components/storage/tombstone-row.tsx'
import { isFinal } from '#core/call/status.ts'

/** What of a call was deleted, and what is on its way to be. Not there while that is nothing. */
export function DeletedParts({ call }: { call: Call }) {
  const { may } = useMe()
  const enabled = may('recordings:read') && isFinal(call.status)
  const { data: tombstones = [] } = useInfiniteQuery({ ...tombstonesQuery(call.id), enabled })
  const { data: deletions = [] } = useQuery({ ...deletionsQuery, enabled })
  const nowMs = useNow(10_000)
  const pending = deletions.filter(({ callId }) => callId === call.id)
  if (pending.length === 0 && tombstones.length === 0) return null
  return (
    <ul
      aria-label="Deleted of this call"
      className="max-h-48 shrink-0 overflow-y-auto border-b md:*:px-6"
    >
      {pending.map((deletion) => (
        <li key={deletion.id} className="flex gap-3 border-b px-4 py-2.5 text-sm last:border-b-0">
          <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          <p className="min-w-0 text-pretty">
            <span className="font-medium">{kindWords[deletion.kind]} is being deleted.</span>{' '}
            <span className="text-muted-foreground" suppressHydrationWarning>
              {deletion.failReason ?? 'It goes on by itself.'} ({nextTryWords(deletion, nowMs)})
            </span>
          </p>
        </li>
      ))}
      {tombstones.map((tombstone) => (
        <TombstoneRow
          key={`${tombstone.kind} ${tombstone.recordingSid ?? ''}`}
          tombstone={tombstone}
        />
      ))}
    </ul>
  )
}
