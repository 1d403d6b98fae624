import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { signedInSessionSchema } from '#contracts/people.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

export const sessionListSchema = z.object({ items: z.array(signedInSessionSchema) })

/** Where one is signed in. Other browsers change it, so it is asked each time. */
export const ownSessionsQuery = queryOptions({
  queryKey: queryKeys.ownSessions,
  queryFn: ({ signal }) => fetchJson(sessionListSchema, '/api/me/sessions', { signal }),
  select: ({ items }) => items,
  staleTime: 0,
})
