'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { callSidSchema } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { agentsQuery } from '#components/agents/queries.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { queryKeys } from '#components/api/query-keys.ts'
import { useIsWide } from '#components/calls/use-is-wide.ts'
import { useFeed } from '#components/feed/feed-context.ts'
import { useLiveCalls } from '#components/feed/use-live-call.ts'
import { localZone } from '#components/format/zoned-day.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { cn } from '#components/ui/cn.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CallRows } from './call-rows.tsx'
import { writeView } from './call-view.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { DeleteNotice } from './delete-notice.tsx'
import type { DeleteOutcome } from './delete-outcome.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { chipsOf } from './filter-words.ts'
import { ListEnd, ListSkeleton } from './list-end.tsx'
import { mergeCalls } from './merge-calls.ts'
import { NoCalls, NoneFound } from './no-calls.tsx'
import { callListQuery } from './queries.ts'
import { readSearch, searchText } from './read-search.ts'
import { SearchBox } from './search-box.tsx'
import { TableExportMenu } from './table-export-menu.tsx'
import { useCallView } from './use-call-view.ts'
import { useColumns } from './use-columns.ts'
import { useSelection } from './use-selection.ts'
import { ViewsMenu } from './views-menu.tsx'

/** Every call that fits the filters of the address, newest first, kept true by the feed. */
export function CallList() {
  const { may } = useMe()
  const router = useRouter()
  const client = useQueryClient()
  const { view, filter, change } = useCallView()
  const [columns, chooseColumns] = useColumns()
  const [outcome, setOutcome] = useState<DeleteOutcome | null>(null)
  const { list, calls } = useListedCalls(filter)
  const query = writeView(view)
  const { ids, selected, share, select, selectAll, clear } = useSelection(calls, query)
  const agents = useQuery(agentsQuery).data
  const chips = chipsOf(view, {
    agentName: (id) => agents?.find((agent) => agent.id === id)?.name ?? null,
    zone: localZone(),
  })
  const isWide = useIsWide()
  const { fetchNextPage, hasNextPage, isFetching, isError } = list
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetching, isError])
  const search = (typed: string) =>
    // Words being typed are one step back, not one for every pause.
    change(readSearch(typed, view), searchText(view) === '' ? 'push' : 'replace')
  const mayAct = may('calls:write') || may('recordings:read') || may('recordings:delete')
  return (
    <>
      <PageHeader
        title="Calls"
        actions={
          <>
            <ViewsMenu query={query} columns={columns} onColumns={chooseColumns} />
            <ColumnChooser columns={columns} onChoose={chooseColumns} />
            <TableExportMenu filter={filter} isFiltered={chips.length > 0} />
          </>
        }
      />
      <search aria-label="Filters" className="flex flex-wrap items-center gap-2 px-4 pb-4 md:px-6">
        <div className="flex gap-2 max-sm:w-full sm:w-120 sm:max-w-full">
          <SearchBox
            value={searchText(view)}
            onChange={search}
            onEnter={(typed) => {
              if (callSidSchema.safeParse(typed).success) router.push(`/calls/${typed}`)
            }}
          />
          <FilterMenu view={view} onChange={change} />
        </div>
        <FilterChips chips={chips} view={view} onChange={change} />
      </search>
      {outcome && <DeleteNotice outcome={outcome} onClose={() => setOutcome(null)} />}
      {list.isPending ? (
        <ListSkeleton />
      ) : list.data === undefined ? (
        <ProblemState
          error={list.error}
          onRetry={() => void list.refetch()}
          retrying={list.isRefetching}
          className="border-t p-6"
        />
      ) : calls.length === 0 && !hasNextPage ? (
        chips.length > 0 ? (
          <NoneFound view={view} chips={chips} onChange={change} />
        ) : (
          <NoCalls />
        )
      ) : (
        <div
          aria-busy={list.isPlaceholderData}
          className={cn(list.isPlaceholderData && 'opacity-60')}
        >
          <CallRows
            calls={calls}
            columns={columns}
            isWide={isWide}
            selected={ids}
            share={share}
            onSelect={mayAct ? select : undefined}
            onSelectAll={selectAll}
            onNearEnd={onNearEnd}
          />
          <ListEnd list={list} count={calls.length} />
        </div>
      )}
      {selected.length > 0 && (
        <BulkBar
          calls={selected}
          onClear={clear}
          onDeleted={(deleted) => {
            clear()
            setOutcome(deleted)
            void client.invalidateQueries({ queryKey: queryKeys.calls })
          }}
        />
      )}
    </>
  )
}

/** The calls that fit, as far as they are loaded. While another list is being fetched, the one before stays. */
function useListedCalls(filter: Parameters<typeof callListQuery>[0]) {
  const feed = useFeed()
  const list = useInfiniteQuery({
    ...callListQuery(filter, feed.live),
    placeholderData: keepPreviousData,
  })
  const live = useLiveCalls()
  const { data, isPlaceholderData } = list
  const calls = useMemo(() => {
    if (data === undefined) return []
    return isPlaceholderData
      ? data.pages.flatMap(({ items }) => items)
      : mergeCalls(data.pages, live, filter)
  }, [data, isPlaceholderData, live, filter])
  return { list, calls }
}
