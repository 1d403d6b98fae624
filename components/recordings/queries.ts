import { infiniteQueryOptions } from '@tanstack/react-query'
import { pageOf } from '#contracts/page.ts'
import { recordingSchema, recordingStateSchema, type RecordingState } from '#contracts/recording.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

const recordingPageSchema = pageOf(recordingSchema)

/** What the list of recordings is narrowed to; null: nothing. */
export type RecordingFilter = { state: Exclude<RecordingState, 'deleted'> | null }

/** The recordings, newest first, page by page. */
export const recordingsQuery = (filter: RecordingFilter) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.recordingList, filter],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(recordingPageSchema, `/api/recordings?${pageSearch(filter, pageParam)}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  })

/** Reads the list's address; what is no state narrows nothing. */
export function parseRecordingFilter(search: {
  get(name: string): string | null
}): RecordingFilter {
  const parsed = recordingStateSchema.exclude(['deleted']).safeParse(search.get('state'))
  return { state: parsed.success ? parsed.data : null }
}

/** Where a recording's sound is; byte ranges are served, so a seek does not load what lies before. */
export function audioUrl(recordingSid: string): string {
  return `/api/recordings/${encodeURIComponent(recordingSid)}/audio`
}

function pageSearch({ state }: RecordingFilter, cursor: string | null): URLSearchParams {
  return new URLSearchParams({
    limit: '25',
    ...(state === null ? {} : { state }),
    ...(cursor === null ? {} : { cursor }),
  })
}
