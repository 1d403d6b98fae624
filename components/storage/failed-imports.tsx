'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { toast } from 'sonner'
import { recordingSchema, type Recording } from '#contracts/recording.ts'
import { useMe } from '#components/access/use-me.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { recordingsQuery } from '#components/recordings/queries.ts'
import { RecordingRow } from '#components/recordings/recording-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { counted } from './storage-words.ts'

/** Recordings that could not be fetched, to be fetched again. Not there while there are none. */
export function FailedImports() {
  const { may } = useMe()
  const failed = useInfiniteQuery(recordingsQuery({ state: 'failed' }))
  const recordings = failed.data ?? []
  const retryAll = useRetryAll(recordings)
  if (recordings.length === 0) return null
  const count = `${recordings.length}${failed.hasNextPage ? '+' : ''}`
  return (
    <Panel
      title="Failed imports"
      headingId="storage-failed"
      aside={count}
      flush
      actions={
        may('calls:write') && (
          <Button size="sm" pending={retryAll.isPending} onClick={() => retryAll.mutate()}>
            {!retryAll.isPending && <RotateCw aria-hidden />}{' '}
            {failed.hasNextPage ? 'Fetch these again' : 'Fetch all again'}
          </Button>
        )
      }
    >
      <ul aria-label="Recordings that could not be fetched">
        {recordings.map((recording) => (
          <RecordingRow
            key={recording.recordingSid}
            recording={recording}
            isOpen={false}
            onToggle={() => undefined}
          />
        ))}
      </ul>
      {failed.hasNextPage && (
        <div className="flex justify-center border-t p-3">
          <Button
            size="sm"
            pending={failed.isFetchingNextPage}
            onClick={() => void failed.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </Panel>
  )
}

/** One after the other, so that a carrier in trouble is not asked for everything at once. */
function useRetryAll(recordings: readonly Recording[]) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      for (const { recordingSid } of recordings) {
        const url = `/api/recordings/${encodeURIComponent(recordingSid)}/retry`
        await fetchJson(recordingSchema, url, { method: 'POST' })
      }
    },
    onSuccess: () =>
      toast.success(`${counted(recordings.length, 'recording')} being fetched again`),
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.recordings }),
  })
}
