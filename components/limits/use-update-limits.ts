'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { spendingSchema, type UpdateSpendingLimits } from '#contracts/spending.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** Changes some of the limits; the next call is held to them. */
export function useUpdateLimits() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: UpdateSpendingLimits) =>
      fetchJson(spendingSchema, '/api/limits', { method: 'PATCH', json: change }),
    onSuccess: (spending) => client.setQueryData(queryKeys.spending, spending),
  })
}
