import { infiniteQueryOptions } from '@tanstack/react-query'
import { pageOf } from '#contracts/page.ts'
import { recordingSchema } from '#contracts/recording.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

const recordingPageSchema = pageOf(recordingSchema)

/** Every recording, newest first, page by page. */
export const recordingsQuery = infiniteQueryOptions({
  queryKey: queryKeys.recordingList,
  queryFn: ({ pageParam, signal }) =>
    fetchJson(recordingPageSchema, `/api/recordings?${pageSearch(pageParam)}`, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  select: ({ pages }) => pages.flatMap(({ items }) => items),
})

/** Where a recording's sound is; byte ranges are served, so a seek does not load what lies before. */
export function audioUrl(recordingSid: string): string {
  return `/api/recordings/${encodeURIComponent(recordingSid)}/audio`
}

function pageSearch(cursor: string | null): URLSearchParams {
  return new URLSearchParams({ limit: '25', ...(cursor === null ? {} : { cursor }) })
}
