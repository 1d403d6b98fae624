import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { listedCallSchema, savedViewSchema, type CallFilter } from '#contracts/call-list.ts'
import { pageOf } from '#contracts/page.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import type { LiveStore } from '#components/feed/live-store.ts'
import { searchOf } from './call-view.ts'

/** The calls that fit, newest first, page by page; each page with what the feed had told before it. */
export const callListQuery = (filter: CallFilter, live: LiveStore) =>
  infiniteQueryOptions({
    queryKey: queryKeys.callList(filter),
    queryFn: async ({ pageParam, signal }) => {
      const told = live.get().calls
      const page = { limit: '50', ...(pageParam !== null && { cursor: pageParam }) }
      const url = `/api/calls?${searchOf(filter, page)}`
      return { ...(await fetchJson(pageOf(listedCallSchema), url, { signal })), told }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // A list of calls is worth looking at when it is new: whoever comes back gets it anew.
    staleTime: 5_000,
  })

/** The lists that the operator has saved, by name. */
export const savedViewsQuery = queryOptions({
  queryKey: queryKeys.savedViews,
  queryFn: ({ signal }) =>
    fetchJson(z.object({ items: z.array(savedViewSchema) }), '/api/views', { signal }),
  select: ({ items }) => items,
})
