'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { recordingSchema, type Recording } from '#contracts/recording.ts'
import { useMe } from '#components/access/use-me.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'

/** Has a recording fetched again that the carrier may still have. Not there for whoever may not. */
export function RetryRecording({ recording }: { recording: Recording }) {
  const { may } = useMe()
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () =>
      fetchJson(
        recordingSchema,
        `/api/recordings/${encodeURIComponent(recording.recordingSid)}/retry`,
        { method: 'POST' },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.recordings }),
    onError: toastProblem,
  })
  if (recording.source === 'relay' || !may('calls:write')) return null
  return (
    <Button size="sm" pending={retry.isPending} onClick={() => retry.mutate()}>
      {!retry.isPending && <RotateCw aria-hidden />} Fetch again
    </Button>
  )
}
