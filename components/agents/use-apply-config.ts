'use client'

import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { z } from 'zod'
import type { AgentConfig } from '#contracts/agent.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { toastProblem } from '#components/api/toast-problem.ts'

/** Gives a configuration to a live call. The answer's notes say what a running call could not take over. */
export function useApplyConfig() {
  return useMutation({
    mutationFn: ({ callId, config }: { callId: string; config: AgentConfig }) =>
      fetchJson(notesSchema, `/api/calls/${encodeURIComponent(callId)}/config`, {
        method: 'PATCH',
        json: config,
      }),
    onSuccess: () =>
      toast.success('Applied to the live call', {
        description: 'It counts from the agent’s next words on.',
      }),
    onError: toastProblem,
  })
}
export type ApplyConfig = ReturnType<typeof useApplyConfig>

const notesSchema = z.object({ notes: z.array(z.string()) })
