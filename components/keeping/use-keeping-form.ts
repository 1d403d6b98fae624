'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import {
  keepingSettingsSchema,
  type KeepingSettings,
  type UpdateKeeping,
} from '#contracts/keeping.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { isNoTime } from './days-field.tsx'
import {
  changedKeeping,
  changeOfKeeping,
  shorteningsOf,
  type Shortening,
} from './keeping-changes.ts'
import { isNoQuota } from './quota-field.tsx'

/**
 * What is edited of the settings, and what of it is not saved yet. A change that
 * lets something go sooner is asked about first (`asked`).
 */
export function useKeepingForm(saved: KeepingSettings) {
  const [edit, setEdit] = useState<Partial<KeepingSettings>>({})
  const [asked, setAsked] = useState<Shortening[]>([])
  const edited: KeepingSettings = { ...saved, ...edit }
  const update = useUpdateKeeping()
  const send = () =>
    update.mutate(changeOfKeeping(saved, edited), {
      onSuccess: () => setEdit({}),
      onSettled: () => setAsked([]),
    })
  return {
    edited,
    change: (part: Partial<KeepingSettings>) => setEdit((before) => ({ ...before, ...part })),
    changed: changedKeeping(saved, edited),
    canSave: isWhole(edited),
    asked,
    save() {
      const shortenings = shorteningsOf(saved, edited)
      if (shortenings.length > 0) setAsked(shortenings)
      else send()
    },
    confirm: send,
    doNotAsk: () => setAsked([]),
    discard: () => setEdit({}),
    isSaving: update.isPending,
  }
}

function isWhole({ retention, agents, quotaBytes }: KeepingSettings): boolean {
  const times = [retention, ...Object.values(agents)].flatMap((each) => Object.values(each))
  return !times.some(isNoTime) && !isNoQuota(quotaBytes)
}

function useUpdateKeeping() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: UpdateKeeping) =>
      fetchJson(keepingSettingsSchema, '/api/keeping', { method: 'PATCH', json: change }),
    onSuccess: async (settings) => {
      client.setQueryData(queryKeys.keeping, settings)
      toast.success('Saved', { description: 'Each call shows its new dates.' })
      // The dates of calls and recordings follow from the settings, and so does the quota's bar.
      await Promise.all(
        [queryKeys.calls, queryKeys.recordings, queryKeys.storage].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
    },
    onError: toastProblem,
  })
}
