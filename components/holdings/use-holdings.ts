'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  deletionAnswerSchema,
  numberHoldingsSchema,
  type NumberHoldings,
} from '#contracts/keeping.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** Counts what is held on a number. The number stands in no address and in no cache. */
export function useFindHoldings() {
  return useMutation({
    mutationFn: (number: string): Promise<NumberHoldings> =>
      fetchJson(numberHoldingsSchema, '/api/holdings', { json: { number } }),
    gcTime: 0,
  })
}

/** Deletes everything that is held on a number, but held calls. */
export function useDeleteHoldings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (number: string) =>
      fetchJson(deletionAnswerSchema, '/api/holdings/delete', { json: { number } }),
    onSuccess: () =>
      Promise.all(
        [queryKeys.calls, queryKeys.recordings, queryKeys.storage].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
    gcTime: 0,
  })
}
