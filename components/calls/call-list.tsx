'use client'

import Link from 'next/link'
import { useMemo, useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { PhoneCall, SearchX } from 'lucide-react'
import type { Call, Direction } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { mergeCallList } from '#components/feed/apply-call.ts'
import { useLiveCalls } from '#components/feed/use-live-call.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Input } from '#components/ui/input.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { CallRow, callColumns } from './call-row.tsx'
import { DirectionFilter } from './direction-filter.tsx'
import { findCalls } from './find-calls.ts'
import { callListQuery } from './queries.ts'

/** Every call, newest first, with those that are up kept true by the feed. */
export function CallList({ direction }: { direction: Direction | undefined }) {
  const [text, setText] = useState('')
  const query = useInfiniteQuery(callListQuery({ direction }))
  const live = useLiveCalls()
  const pages = query.data?.pages
  const calls = useMemo(() => {
    const stored = (pages ?? []).flatMap((page) => page.items)
    return mergeCallList(stored, live, { direction, hasMore: query.hasNextPage })
  }, [pages, live, direction, query.hasNextPage])
  const found = useMemo(() => findCalls(calls, text), [calls, text])
  return (
    <>
      <PageHeader
        title="Calls"
        actions={
          <>
            <Input
              type="search"
              aria-label="Find among the calls shown"
              placeholder="Number, agent or CallSid"
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="sm:w-56"
            />
            <DirectionFilter direction={direction} />
          </>
        }
      />
      {query.error && calls.length === 0 ? (
        <ProblemState
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isRefetching}
          className="border-t p-6"
        />
      ) : query.isPending ? (
        <ListSkeleton />
      ) : found.length === 0 ? (
        <NothingFound isFiltered={calls.length > 0 || direction !== undefined} />
      ) : (
        <CallRows calls={found} />
      )}
      {query.hasNextPage && (
        <div className="flex flex-col items-center gap-1 py-6">
          <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Load older calls
          </Button>
          {text !== '' && (
            <p className="text-xs text-muted-foreground">
              Searched the {calls.length} calls loaded so far.
            </p>
          )}
        </div>
      )}
    </>
  )
}

function CallRows({ calls }: { calls: readonly Call[] }) {
  return (
    <div className="border-y bg-card">
      <div aria-hidden className={cn('hidden h-9 border-b px-6', callColumns)}>
        {['Status', 'Number', 'Agent', 'Ended because', 'Started', 'Length'].map((name) => (
          <span key={name} className={cn('label-quiet', name === 'Length' && 'text-right')}>
            {name}
          </span>
        ))}
      </div>
      <ul aria-label="Calls">
        {calls.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
    </div>
  )
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  const { may } = useMe()
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No call fits"
        text="Clear the search, choose another direction, or load older calls."
        className="border-t"
      />
    )
  }
  return (
    <EmptyState
      icon={PhoneCall}
      title="No calls yet"
      text="Calls that are placed and calls that come in are kept here, with their transcripts."
      action={
        may('calls:write') && (
          <Button asChild variant="primary">
            <Link href="/">Place the first call at the desk</Link>
          </Button>
        )
      }
      className="border-t"
    />
  )
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading calls" className="grid gap-px border-y">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className="flex gap-6 bg-card px-4 py-4 md:px-6">
          <Skeleton className="w-24" />
          <Skeleton className="w-40" />
          <Skeleton className="flex-1 max-md:hidden" />
        </div>
      ))}
    </div>
  )
}
