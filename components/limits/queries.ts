import { queryOptions } from '@tanstack/react-query'
import { spendingSchema } from '#contracts/spending.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** What stands against the limits grows with every call that is up, also by time alone. */
const READ_EVERY_MS = 30_000

/** The spending limits and what stands against them, kept fresh while it is looked at. */
export const spendingQuery = queryOptions({
  queryKey: queryKeys.spending,
  queryFn: ({ signal }) => fetchJson(spendingSchema, '/api/limits', { signal }),
  staleTime: 0,
  refetchInterval: READ_EVERY_MS,
})
