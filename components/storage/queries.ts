import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { deletionSchema, storageStatsSchema, tombstoneSchema } from '#contracts/keeping.ts'
import { pageOf } from '#contracts/page.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** Recordings come in while the page is open, and deletions go on. */
const READ_EVERY_MS = 30_000

/** What the store holds, and how it grows. */
export const storageStatsQuery = queryOptions({
  queryKey: queryKeys.storageStats,
  queryFn: ({ signal }) => fetchJson(storageStatsSchema, '/api/storage/stats', { signal }),
  staleTime: 10_000,
  refetchInterval: READ_EVERY_MS,
})

/** Deletions that are still under way, the oldest first. */
export const deletionsQuery = queryOptions({
  queryKey: queryKeys.deletions,
  queryFn: ({ signal }) =>
    fetchJson(z.object({ items: z.array(deletionSchema) }), '/api/deletions', { signal }),
  select: ({ items }) => items,
  staleTime: 0,
  refetchInterval: READ_EVERY_MS,
})

/** What was deleted, the newest first: of one call by our id or its SID, or with null of all. */
export const tombstonesQuery = (callId: string | null) =>
  infiniteQueryOptions({
    queryKey: queryKeys.tombstones(callId),
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({
        limit: callId === null ? '10' : '50',
        ...(callId !== null && { callId }),
        ...(pageParam !== null && { cursor: pageParam }),
      })
      return fetchJson(pageOf(tombstoneSchema), `/api/tombstones?${search.toString()}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
  })
