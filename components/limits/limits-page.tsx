'use client'

import { useQuery } from '@tanstack/react-query'
import { useMe } from '#components/access/use-me.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { LimitMeters } from './limit-meters.tsx'
import { LimitsFacts } from './limits-facts.tsx'
import { LimitsForm } from './limits-form.tsx'
import { spendingQuery } from './queries.ts'

/** What may be spent on placed calls, and what is left of it. */
export function LimitsPage() {
  const { may } = useMe()
  const spending = useQuery(spendingQuery)
  return (
    <>
      <PageHeader
        title="Limits"
        text="For calls that are placed, from the desk and by keys alike. At a limit the next call is refused and says which one; calls that are up go on, and calls that come in are always answered."
      />
      <div className="mx-4 mb-6 grid gap-4 md:mx-6">
        {spending.isPending ? (
          <LimitsSkeleton />
        ) : spending.data === undefined ? (
          <ProblemState
            error={spending.error}
            onRetry={() => void spending.refetch()}
            retrying={spending.isFetching}
            className="rounded-lg border bg-card"
          />
        ) : (
          <>
            <LimitMeters spending={spending.data} />
            {may('admin') ? (
              <LimitsForm limits={spending.data.limits} />
            ) : (
              <LimitsFacts limits={spending.data.limits} />
            )}
          </>
        )}
      </div>
    </>
  )
}

function LimitsSkeleton() {
  return (
    <div role="status" aria-label="Loading the limits" className="grid gap-4">
      <div className="grid gap-6 rounded-lg border bg-card p-4 sm:grid-cols-2 xl:grid-cols-4">
        {['a', 'b', 'c', 'd'].map((meter) => (
          <div key={meter} className="grid gap-2.5">
            <Skeleton className="h-3 w-20" />
            <Skeleton className="h-5 w-32" />
            <Skeleton className="h-1.5" />
          </div>
        ))}
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  )
}
