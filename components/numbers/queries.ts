import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { phoneNumberSchema } from '#contracts/rest/catalog.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

const phoneNumberListSchema = z.object({ items: z.array(phoneNumberSchema) })

/** The numbers of our account. */
export const phoneNumbersQuery = queryOptions({
  queryKey: queryKeys.phoneNumbers,
  queryFn: ({ signal }) => fetchJson(phoneNumberListSchema, '/api/phone-numbers', { signal }),
  select: ({ items }) => items,
  staleTime: 5 * 60_000,
})
