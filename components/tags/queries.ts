import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import type { TagCalls } from '#contracts/call-list.ts'
import { callSchema } from '#contracts/call.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { applyCall } from '#components/feed/apply-call.ts'
import { useFeed } from '#components/feed/feed-context.ts'

const tagListSchema = z.object({
  items: z.array(z.object({ tag: z.string(), calls: z.number().int() })),
})
const taggedSchema = z.object({ items: z.array(callSchema) })

/** The tags in use, the most used first. */
export const tagsQuery = queryOptions({
  queryKey: queryKeys.tags,
  queryFn: ({ signal }) => fetchJson(tagListSchema, '/api/calls/tags', { signal }),
  select: ({ items }) => items,
  staleTime: 10_000,
})

/** Adds tags to calls and takes others off. The answer stands at once wherever these calls are shown. */
export function useTagCalls() {
  const client = useQueryClient()
  const { live } = useFeed()
  return useMutation({
    mutationFn: (wanted: TagCalls) => fetchJson(taggedSchema, '/api/calls/tags', { json: wanted }),
    onSuccess: ({ items }) => {
      live.update((state) => ({ ...state, calls: items.reduce(applyCall, state.calls) }))
    },
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tags }),
  })
}
