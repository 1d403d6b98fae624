import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { agentSchema } from '#contracts/agent.ts'
import { modelListSchema, voiceInfoSchema } from '#contracts/rest/catalog.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

export const agentListSchema = z.object({ items: z.array(agentSchema) })
const voiceListSchema = z.object({ items: z.array(voiceInfoSchema) })

/** Every agent, as the server lists them. */
export const agentsQuery = queryOptions({
  queryKey: queryKeys.agents,
  queryFn: ({ signal }) => fetchJson(agentListSchema, '/api/agents', { signal }),
  select: ({ items }) => items,
})

/** The voices, recommended ones first. They do not change while the page is open. */
export const voicesQuery = queryOptions({
  queryKey: queryKeys.voices,
  queryFn: ({ signal }) => fetchJson(voiceListSchema, '/api/voices', { signal }),
  select: ({ items }) => items,
  staleTime: Infinity,
})

/** The models that an agent and its transcription can use. */
export const modelsQuery = queryOptions({
  queryKey: queryKeys.models,
  queryFn: ({ signal }) => fetchJson(modelListSchema, '/api/models', { signal }),
  staleTime: 60 * 60_000,
})
