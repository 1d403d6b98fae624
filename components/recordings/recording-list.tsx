'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { AudioLines, SearchX } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { systemQuery } from '#components/api/system.ts'
import { useRowKeys } from '#components/shell/use-row-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { recordingsQuery, type RecordingFilter } from './queries.ts'
import { RecordingRow } from './recording-row.tsx'

type RecordingListProps = { filter?: RecordingFilter; emptyAction?: ReactNode }

/** Recordings, newest first; older ones are read as the list's end comes into view. */
export function RecordingList({ filter = everything, emptyAction }: RecordingListProps) {
  const [openSid, setOpenSid] = useState<string | null>(null)
  const recordings = useInfiniteQuery(recordingsQuery(filter))
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  if (recordings.isPending) return <ListSkeleton />
  if (recordings.data === undefined)
    return (
      <ProblemState
        error={recordings.error}
        onRetry={() => void recordings.refetch()}
        retrying={recordings.isFetching}
      />
    )
  if (recordings.data.length === 0)
    return filter.state === null ? <NoRecordings action={emptyAction} /> : <NothingFits />
  return (
    <>
      <ul ref={list} aria-label="Recordings">
        {recordings.data.map((recording) => (
          <RecordingRow
            key={recording.recordingSid}
            recording={recording}
            isOpen={openSid === recording.recordingSid}
            onToggle={() =>
              setOpenSid((open) =>
                open === recording.recordingSid ? null : recording.recordingSid,
              )
            }
          />
        ))}
      </ul>
      {recordings.isError && (
        <ProblemState error={recordings.error} onRetry={() => void recordings.refetch()} />
      )}
      {recordings.hasNextPage && (
        <MoreButton
          isLoading={recordings.isFetchingNextPage}
          isAutomatic={!recordings.isError}
          onMore={() => void recordings.fetchNextPage()}
        />
      )}
    </>
  )
}

const everything: RecordingFilter = { state: null }

function NothingFits() {
  return (
    <EmptyState
      icon={SearchX}
      title="No recording is in this state"
      text="Choose another state, or all recordings."
    />
  )
}

type MoreButtonProps = { isLoading: boolean; isAutomatic: boolean; onMore(): void }

/** Presses itself when it comes into view; waits to be pressed after a failure. */
function MoreButton({ isLoading, isAutomatic, onMore }: MoreButtonProps) {
  const place = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  useEffect(() => {
    if (place.current === null || isLoading || !isAutomatic) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting === true && more.current(),
      { rootMargin: '200px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isLoading, isAutomatic])
  return (
    <div ref={place} className="flex justify-center p-4">
      <Button size="sm" pending={isLoading} onClick={onMore}>
        Older recordings
      </Button>
    </div>
  )
}

function NoRecordings({ action }: { action: ReactNode }) {
  const { data } = useQuery(systemQuery)
  if (data?.recording === false)
    return (
      <EmptyState
        icon={AudioLines}
        title="Recording is switched off"
        text="Set ENABLE_RECORDING to true and start again; calls from then on are recorded."
      />
    )
  return (
    <EmptyState
      icon={AudioLines}
      title="No recordings yet"
      text="Every answered call is recorded in two channels and appears here when it has ended."
      action={action}
    />
  )
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading the recordings" className="grid gap-4 p-4">
      {Array.from({ length: 4 }, (_, at) => (
        <div key={at} className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-full" />
          <div className="grid flex-1 gap-1.5">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        </div>
      ))}
    </div>
  )
}
