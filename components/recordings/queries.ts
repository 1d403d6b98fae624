import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { pageOf } from '#contracts/page.ts'
import { recordingSchema } from '#contracts/recording.ts'
import { transcriptLineSchema } from '#contracts/transcript.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

const recordingPageSchema = pageOf(recordingSchema)
const transcriptSchema = z.object({ items: z.array(transcriptLineSchema) })

/** Every recording, newest first, page by page. */
export const recordingsQuery = infiniteQueryOptions({
  queryKey: queryKeys.recordingList,
  queryFn: ({ pageParam, signal }) =>
    fetchJson(recordingPageSchema, `/api/recordings?${pageSearch(pageParam)}`, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  select: ({ pages }) => pages.flatMap(({ items }) => items),
})

/** The lines of a call's transcript, for beside its recording. */
export function recordedLinesQuery(callId: string) {
  return queryOptions({
    queryKey: queryKeys.transcript(callId),
    queryFn: ({ signal }) =>
      fetchJson(transcriptSchema, `/api/calls/${encodeURIComponent(callId)}/transcript`, {
        signal,
      }),
    select: ({ items }) => items,
  })
}

/** Where a recording's sound is; byte ranges are served, so a seek does not load what lies before. */
export function audioUrl(recordingSid: string): string {
  return `/api/recordings/${encodeURIComponent(recordingSid)}/audio`
}

function pageSearch(cursor: string | null): URLSearchParams {
  return new URLSearchParams({ limit: '25', ...(cursor === null ? {} : { cursor }) })
}
