'use client'

import { useQuery } from '@tanstack/react-query'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { queryKeys } from '#components/api/query-keys.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { audioUrl } from '#components/recordings/queries.ts'

type PlayerFailureProps = { recordingSid: string; onRetry(): void }

/**
 * Why a recording does not play. The audio element knows only that it failed,
 * so the first byte is asked for once more, for the server's own words.
 */
export function PlayerFailure({ recordingSid, onRetry }: PlayerFailureProps) {
  const cause = useQuery({
    queryKey: [...queryKeys.recording(recordingSid), 'audio-failure'],
    queryFn: async ({ signal }) => {
      await fetchNothing(audioUrl(recordingSid), { headers: { range: 'bytes=0-0' }, signal })
      return null
    },
    retry: false,
    gcTime: 0,
    staleTime: 0,
  })
  if (cause.isPending) return null
  if (cause.isError)
    return (
      <ProblemState
        error={cause.error}
        onRetry={onRetry}
        className="rounded-md bg-danger-soft p-3"
      />
    )
  return (
    <ErrorState
      title="The recording broke off"
      text="Its sound could be reached, but the browser could not play it."
      advice="Try again. If it fails again, download the file and play it outside the browser."
      onRetry={onRetry}
      className="rounded-md bg-danger-soft p-3"
    />
  )
}
