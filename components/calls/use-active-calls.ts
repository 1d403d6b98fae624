'use client'

import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { mergeActiveCalls } from '#components/feed/apply-call.ts'
import { useLiveCalls } from '#components/feed/use-live-call.ts'
import { activeCallsQuery } from './queries.ts'

/** The calls that are up now, oldest first, kept true by the feed. */
export function useActiveCalls() {
  const query = useQuery(activeCallsQuery)
  const live = useLiveCalls()
  const stored = query.data?.items
  const calls = useMemo(() => mergeActiveCalls(stored ?? [], live), [stored, live])
  return { calls, isPending: query.isPending, error: query.error, refetch: query.refetch }
}
