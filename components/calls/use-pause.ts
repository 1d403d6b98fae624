'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Call } from '#contracts/call.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { systemQuery } from '#components/api/system.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** Whether the keeping of a live call is paused, what stands against changing that, and the act itself. */
export function usePause(call: Call) {
  const queryClient = useQueryClient()
  const { data: system } = useQuery(systemQuery)
  const isPaused = call.pausedBy !== null
  const change = useMutation({
    mutationFn: () => {
      const path = `/api/calls/${encodeURIComponent(call.id)}/recording`
      return fetchJson(notesSchema, `${path}/${isPaused ? 'resume' : 'pause'}`, { method: 'POST' })
    },
    onSuccess({ notes }) {
      if (notes.length === 0) return
      toast.warning(isPaused ? 'Recording goes on here' : 'Paused here', {
        description: notes.join(' '),
        duration: 15_000,
      })
    },
    onError: toastProblem,
    // The feed tells it as well; whoever has none sees it all the same.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.call(call.id) }),
  })
  const keepsSound = system?.recording === true && call.config.recordedBy !== 'none'
  const keepsNothing = system !== undefined && !keepsSound && !system.transcription
  return { isPaused, change, whyNot: whyNot(call, keepsNothing) }
}

const notesSchema = z.object({ notes: z.array(z.string()) })

function whyNot(call: Call, keepsNothing: boolean): string | null {
  if (call.status !== 'in-progress') return 'Possible once the call is answered'
  if (keepsNothing && call.pausedBy === null) return 'Nothing is kept of this call'
  return null
}
