import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from './fetch-json.ts'
import { queryKeys } from './query-keys.ts'

/** What `GET /api/system` says about this installation. */
export const systemSchema = z.object({
  simulated: z.object({ carrier: z.boolean(), model: z.boolean() }),
  recording: z.boolean(),
  transcription: z.boolean(),
  phoneNumber: z.string().nullable(),
  publicUrl: z.string(),
  relay: z.enum(['up', 'down']),
})
export type System = z.infer<typeof systemSchema>

/** What is real here and what is simulated. */
export const systemQuery = queryOptions({
  queryKey: queryKeys.system,
  queryFn: ({ signal }) => fetchJson(systemSchema, '/api/system', { signal }),
  staleTime: 5 * 60_000,
})
