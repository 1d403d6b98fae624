'use client'

import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { RotateCw, ScrollText, SearchX, ShieldCheck } from 'lucide-react'
import { useMemo } from 'react'
import { auditVerdictSchema } from '#contracts/audit.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { toastProblem } from '#components/api/toast-problem.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { AuditAction } from './audit-actions.ts'
import { AuditExportMenu } from './audit-export-menu.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'
import { countFilters, filterOf, wholeView } from './audit-view.ts'
import { ChainVerdict } from './chain-verdict.tsx'
import { auditListQuery } from './queries.ts'
import { useAuditView } from './use-audit-view.ts'

/** Who did what here. `actions`: what the log may hold. */
export function AuditPage({ actions }: { actions: readonly AuditAction[] }) {
  const [view, change] = useAuditView()
  const filter = useMemo(() => filterOf(view), [view])
  const isFiltered = countFilters(view) > 0
  const log = useInfiniteQuery({ ...auditListQuery(filter), placeholderData: keepPreviousData })
  const entries = useMemo(() => (log.data?.pages ?? []).flatMap(({ items }) => items), [log.data])
  const verify = useMutation({
    mutationFn: () => fetchJson(auditVerdictSchema, '/api/audit/verify'),
    onError: toastProblem,
  })
  return (
    <>
      <PageHeader
        title="Audit"
        text="Who changed something, or heard or read what was said on a call. Entries are only ever added, and each seals the one before it."
        actions={
          <>
            <Button pending={verify.isPending} onClick={() => verify.mutate()}>
              {!verify.isPending && <ShieldCheck aria-hidden />} Verify the chain
            </Button>
            <AuditExportMenu filter={filter} isFiltered={isFiltered} />
            <Button
              variant="ghost"
              size="icon"
              aria-label="Read the newest entries"
              pending={log.isRefetching}
              onClick={() => void log.refetch()}
            >
              {!log.isRefetching && <RotateCw aria-hidden />}
            </Button>
          </>
        }
      />
      {verify.data && <ChainVerdict verdict={verify.data} onClose={verify.reset} />}
      <AuditFilters actions={actions} view={view} onChange={change} />
      {log.isPending ? (
        <ListSkeleton />
      ) : log.data === undefined ? (
        <ProblemState
          error={log.error}
          onRetry={() => void log.refetch()}
          retrying={log.isFetching}
          className="border-t p-6"
        />
      ) : entries.length === 0 ? (
        <NothingFound isFiltered={isFiltered} onClear={() => change(wholeView)} />
      ) : (
        <div className={cn('mb-6', log.isPlaceholderData && 'opacity-60')}>
          <AuditList entries={entries} actions={actions} />
          {log.hasNextPage && (
            <div className="flex justify-center pt-4">
              <Button pending={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                Older entries
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

type NothingFoundProps = { isFiltered: boolean; onClear(): void }

function NothingFound({ isFiltered, onClear }: NothingFoundProps) {
  if (!isFiltered)
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing yet"
        text="Every act of an operator, a key, the carrier or the model that changes something is kept here."
        className="border-t"
      />
    )
  return (
    <EmptyState
      icon={SearchX}
      title="No entry fits"
      text="Nobody did that, or not then. Widen the filters, or take them away."
      action={<Button onClick={onClear}>Clear the filters</Button>}
      className="border-t"
    />
  )
}

function ListSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the audit log"
      className="mx-4 grid gap-px overflow-hidden rounded-lg border md:mx-6"
    >
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row} className="flex gap-6 bg-card px-4 py-3">
          <Skeleton className="w-16" />
          <Skeleton className="w-32" />
          <Skeleton className="flex-1 max-md:hidden" />
        </div>
      ))}
    </div>
  )
}
