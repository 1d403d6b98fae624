'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { tombstonesQuery } from './queries.ts'
import { TombstoneRow } from './tombstone-row.tsx'

/** What was deleted, the newest first: the proof that it is gone. */
export function DeletedLately() {
  const tombstones = useInfiniteQuery(tombstonesQuery(null))
  const { data } = tombstones
  return (
    <Panel title="Deleted" headingId="storage-deleted" flush>
      {data === undefined ? (
        tombstones.isPending ? (
          <div role="status" aria-label="Loading what was deleted" className="grid gap-3 p-4">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        ) : (
          <ProblemState error={tombstones.error} onRetry={() => void tombstones.refetch()} />
        )
      ) : data.length === 0 ? (
        <EmptyState
          title="Nothing was deleted yet"
          text="Who deleted what and when will stand here, with the SHA-256 that a copy could be told by."
        />
      ) : (
        <ul aria-label="What was deleted">
          {data.map((tombstone) => (
            <TombstoneRow
              key={`${tombstone.kind} ${tombstone.recordingSid ?? tombstone.callId}`}
              tombstone={tombstone}
              leadsToCall
            />
          ))}
        </ul>
      )}
      {tombstones.hasNextPage && (
        <div className="flex justify-center border-t p-3">
          <Button
            size="sm"
            pending={tombstones.isFetchingNextPage}
            onClick={() => void tombstones.fetchNextPage()}
          >
            Show older
          </Button>
        </div>
      )}
    </Panel>
  )
}
