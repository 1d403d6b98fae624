import { queryOptions } from '@tanstack/react-query'
import { peaksSchema } from '#contracts/recording.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** How loud a recording is over time; null while that is not known, as of an older recording. Once known, it never changes. */
export const peaksQuery = (recordingSid: string) =>
  queryOptions({
    queryKey: queryKeys.peaks(recordingSid),
    queryFn: ({ signal }) =>
      fetchJson(peaksSchema, `/api/recordings/${encodeURIComponent(recordingSid)}/peaks`, {
        signal,
      }).catch((error: unknown) => {
        if (error instanceof ProblemError && error.problem.status < 500) return null
        throw error
      }),
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data === null ? UNKNOWN_AGAIN_MS : false),
  })

/** An older recording's are drawn in the background. */
const UNKNOWN_AGAIN_MS = 15_000
