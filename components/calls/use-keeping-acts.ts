'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { callSchema, type Call } from '#contracts/call.ts'
import { deletionAnswerSchema, type DeletionAnswer } from '#contracts/keeping.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'

/** Spares a call from every deletion, or no longer. */
export function useSetLegalHold(call: Call) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (held: boolean) =>
      fetchJson(callSchema, `${address(call)}/legal-hold`, { json: { held } }),
    onSuccess: ({ legalHold }) => {
      toast.success(legalHold ? 'Legal hold placed' : 'Legal hold lifted', {
        description: legalHold
          ? 'Nothing of this call can be deleted until it is lifted.'
          : 'Retention applies to this call again.',
      })
      return Promise.all(
        [queryKeys.calls, queryKeys.recordings].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
    },
    onError: toastProblem,
  })
}

/**
 * Deletes a call with all that belongs to it, or what was said in it. `onDeleted` also
 * runs where the feed was faster, and who asked is not on screen any more.
 */
export function useDeleteOf(call: Call, what: 'call' | 'transcript', onDeleted: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      fetchJson(
        deletionAnswerSchema,
        what === 'call' ? address(call) : `${address(call)}/transcript`,
        { method: 'DELETE' },
      ),
    onSuccess: (answer) => {
      tell(what, answer)
      onDeleted()
      for (const queryKey of outdated[what]) void client.invalidateQueries({ queryKey })
    },
    onError: toastProblem,
  })
}

/** Not the call itself where it is gone: asking for it finds nothing. */
const outdated = {
  call: [queryKeys.callLists, queryKeys.tags, queryKeys.recordings, queryKeys.storage],
  transcript: [queryKeys.calls, queryKeys.storage],
} as const

function tell(what: 'call' | 'transcript', { deletions }: DeletionAnswer): void {
  const open = deletions.find(({ state }) => state === 'pending')
  const noun = what === 'call' ? 'Call' : 'Transcript'
  if (open === undefined) {
    toast.success(`${noun} deleted`)
    return
  }
  toast(`${noun} is being deleted`, {
    description: `Nothing of it is shown any more. Not all of it could be reached yet; the rest goes on by itself.${open.failReason === null ? '' : ` ${open.failReason}`}`,
    duration: 10_000,
  })
}

function address({ id }: Call): string {
  return `/api/calls/${encodeURIComponent(id)}`
}
