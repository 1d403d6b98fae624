import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiKeySchema } from '#contracts/api-key.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

const keyListSchema = z.object({ items: z.array(apiKeySchema) })

/** Every key, newest first, revoked and expired ones included. Their use changes by itself. */
export const apiKeysQuery = queryOptions({
  queryKey: queryKeys.apiKeys,
  queryFn: ({ signal }) => fetchJson(keyListSchema, '/api/keys', { signal }),
  select: ({ items }) => items,
  staleTime: 0,
})
