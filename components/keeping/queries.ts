import { queryOptions } from '@tanstack/react-query'
import { keepingSettingsSchema } from '#contracts/keeping.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** For how long what is kept. For owners. */
export const keepingQuery = queryOptions({
  queryKey: queryKeys.keeping,
  queryFn: ({ signal }) => fetchJson(keepingSettingsSchema, '/api/keeping', { signal }),
  staleTime: 0,
})
