'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Recording } from '#contracts/recording.ts'
import { useMe } from '#components/access/use-me.ts'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'

/** Deletes a recording, here and at the carrier, after asking. Not there for whoever may not. */
export function DeleteRecording({ recording }: { recording: Recording }) {
  const { may } = useMe()
  const [isAsking, setIsAsking] = useState(false)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () =>
      fetchNothing(`/api/recordings/${encodeURIComponent(recording.recordingSid)}`, {
        method: 'DELETE',
      }),
    onSuccess: () => {
      toast.success('Recording deleted')
      return client.invalidateQueries({ queryKey: queryKeys.recordings })
    },
    onError: toastProblem,
    onSettled: () => setIsAsking(false),
  })
  const number = formatPhone(recording.direction === 'inbound' ? recording.from : recording.to)
  if (!may('recordings:delete')) return null
  return (
    <>
      <Tooltip text="Delete">
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={`Delete the recording of the call with ${number}`}
          onClick={() => setIsAsking(true)}
        >
          <Trash2 aria-hidden />
        </Button>
      </Tooltip>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Delete this recording?"
        description={`The sound of the call with ${number} is deleted for good, also at the carrier. The call and its transcript stay.`}
        confirmLabel="Delete recording"
        danger
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
