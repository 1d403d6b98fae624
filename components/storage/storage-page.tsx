'use client'

import { useQuery } from '@tanstack/react-query'
import type { StorageStats } from '#contracts/keeping.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { LocalTime } from '#components/format/local-time.tsx'
import { sourceWords } from '#components/recordings/source-words.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { DeletedLately } from './deleted-lately.tsx'
import { FailedImports } from './failed-imports.tsx'
import { GrowthChart } from './growth-chart.tsx'
import { PendingDeletions } from './pending-deletions.tsx'
import { storageStatsQuery } from './queries.ts'
import { ShareList } from './share-list.tsx'
import { UsagePanel } from './usage-panel.tsx'

/** What is kept and how much room it takes, what could not be fetched, and what was deleted. */
export function StoragePage() {
  const stats = useQuery(storageStatsQuery)
  return (
    <>
      <PageHeader
        title="Storage"
        text={
          <>
            What is kept of calls, and what was deleted.
            {stats.data && <RetentionRun at={stats.data.retentionRanAt} />}
          </>
        }
      />
      <div className="mx-4 mb-6 grid grid-cols-[minmax(0,1fr)] gap-4 md:mx-6">
        {stats.isPending ? (
          <StorageSkeleton />
        ) : stats.data === undefined ? (
          <ProblemState
            error={stats.error}
            onRetry={() => void stats.refetch()}
            retrying={stats.isFetching}
            className="rounded-lg border bg-card"
          />
        ) : (
          <>
            <UsagePanel stats={stats.data} />
            <Shares stats={stats.data} />
          </>
        )}
        <FailedImports />
        <PendingDeletions count={stats.data?.pendingDeletions ?? 0} />
        <DeletedLately />
      </div>
    </>
  )
}

function RetentionRun({ at }: { at: string | null }) {
  return at === null ? (
    ' Retention has not run yet.'
  ) : (
    <>
      {' '}
      Retention last ran <LocalTime at={at} />.
    </>
  )
}

function Shares({ stats }: { stats: StorageStats }) {
  const { bySource, byAgent } = stats.recordings
  return (
    <Panel title="Recordings" headingId="storage-shares" flush>
      <div className="grid divide-border/60 max-lg:divide-y lg:grid-cols-3 lg:divide-x">
        <GrowthChart growth={stats.growth} />
        <ShareList
          label="By recorder"
          totalBytes={stats.bytes}
          shares={bySource.map(({ source, ...used }) => ({
            key: source,
            name: sourceWords[source].name,
            ...used,
          }))}
        />
        <ShareList
          label="By agent"
          totalBytes={stats.bytes}
          shares={byAgent.map(({ agentId, agentName, ...used }) => ({
            key: agentId ?? 'none',
            name: agentName,
            ...used,
          }))}
        />
      </div>
    </Panel>
  )
}

function StorageSkeleton() {
  return (
    <div role="status" aria-label="Loading what is stored" className="grid gap-4">
      <Skeleton className="h-56 rounded-lg" />
      <Skeleton className="h-56 rounded-lg" />
    </div>
  )
}
