'use client'

import { useQuery } from '@tanstack/react-query'
import { ProblemState } from '#components/api/problem-state.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { KeepingForm } from './keeping-form.tsx'
import { keepingQuery } from './queries.ts'

/** For how long what is kept. Its settings' own frame lets owners in alone. */
export function KeepingPage() {
  const keeping = useQuery(keepingQuery)
  return (
    <>
      <PageHeader
        title="Keeping"
        text="What is over its time is deleted once a day, after midnight UTC. A legal hold, set on the page of a call, spares that call."
      />
      <div className="mx-4 mb-6 md:mx-6">
        {keeping.isPending ? (
          <div role="status" aria-label="Loading the settings">
            <Skeleton className="h-72 rounded-lg" />
          </div>
        ) : keeping.data === undefined ? (
          <ProblemState
            error={keeping.error}
            onRetry={() => void keeping.refetch()}
            retrying={keeping.isFetching}
            className="rounded-lg border bg-card"
          />
        ) : (
          <KeepingForm settings={keeping.data} />
        )}
      </div>
    </>
  )
}
