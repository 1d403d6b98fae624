import { queryOptions } from '@tanstack/react-query'
import { systemSchema } from '#contracts/rest/system.ts'
import { fetchJson } from './fetch-json.ts'
import { queryKeys } from './query-keys.ts'

/** What is real here and what is simulated. */
export const systemQuery = queryOptions({
  queryKey: queryKeys.system,
  queryFn: ({ signal }) => fetchJson(systemSchema, '/api/system', { signal }),
  staleTime: 5 * 60_000,
})
