'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ProblemState } from '#components/api/problem-state.tsx'
import { queryKeys } from '#components/api/query-keys.ts'
import { useFeedChange } from '#components/feed/use-feed-change.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { FactList } from './fact-list.tsx'
import { usageQuery } from './queries.ts'
import { sumUsage, type UsageTotal } from './sum-usage.ts'

/** What the model consumed for a call. Read again after each response. */
export function UsageSummary({ callId }: { callId: string }) {
  const queryClient = useQueryClient()
  const { data, error, refetch, isRefetching } = useQuery(usageQuery(callId))
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: queryKeys.usage(callId) })
  useFeedChange('event', ({ callId: changedId, event }) => {
    if (changedId === callId && event.type === 'response.done') readAgain()
  })
  useFeedChange('call', ({ call }) => {
    if (call.id === callId) readAgain()
  })
  if (error) {
    return (
      <ProblemState
        error={error}
        onRetry={() => void refetch()}
        retrying={isRefetching}
        className="px-0"
      />
    )
  }
  if (!data) return <Skeleton className="h-40" />
  if (data.items.length === 0) {
    return <p className="text-sm text-muted-foreground">The model has not answered in this call.</p>
  }
  return <FactList facts={usageFacts(sumUsage(data.items))} />
}

function usageFacts(total: UsageTotal) {
  return [
    { name: 'Responses', value: String(total.responses) },
    { name: 'Audio in', value: tokens(total.audioInputTokens) },
    { name: 'Text in', value: tokens(total.textInputTokens) },
    { name: 'Of it cached', value: tokens(total.cachedTokens) },
    { name: 'Audio out', value: tokens(total.audioOutputTokens) },
    { name: 'Text out', value: tokens(total.textOutputTokens) },
    ...(total.transcriptionSeconds > 0
      ? [{ name: 'Transcribed', value: `${total.transcriptionSeconds.toFixed(1)} s` }]
      : []),
  ]
}

function tokens(count: number): string {
  return `${count.toLocaleString('en')} tokens`
}
