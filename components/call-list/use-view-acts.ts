'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { savedViewSchema, type SavedView, type SaveView } from '#contracts/call-list.ts'
import { fetchJson, fetchNothing } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'

/** Saves a list under a name; one of that name is replaced. */
export function useSaveView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (view: SaveView) => fetchJson(savedViewSchema, '/api/views', { json: view }),
    onSuccess: ({ name }) => {
      toast.success(`Saved as ${name}`)
    },
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.savedViews }),
  })
}

/** Forgets a saved list. The calls in it stay. */
export function useRemoveView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: SavedView) =>
      fetchNothing(`/api/views/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.savedViews }),
  })
}
