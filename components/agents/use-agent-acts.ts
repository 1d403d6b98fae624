'use client'

import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { agentSchema, type Agent, type CreateAgent, type UpdateAgent } from '#contracts/agent.ts'
import { fetchJson, fetchNothing } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import type { agentListSchema } from './queries.ts'

/** Creates an agent; the list shows it at once. */
export function useCreateAgent() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (agent: CreateAgent) => fetchJson(agentSchema, '/api/agents', { json: agent }),
    onSuccess: (agent) => keepInList(client, agent),
  })
}

/** Changes an agent; the list shows it at once. A refusal makes the list read anew, to show why. */
export function useUpdateAgent(agentId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: UpdateAgent) =>
      fetchJson(agentSchema, agentUrl(agentId), { method: 'PATCH', json: change }),
    onSuccess: (agent) => keepInList(client, agent),
    onError: () => client.invalidateQueries({ queryKey: queryKeys.agents }),
  })
}

/** Deletes an agent. Calls it made keep the configuration they used. */
export function useDeleteAgent(agentId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => fetchNothing(agentUrl(agentId), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.agents }),
  })
}

const agentUrl = (agentId: string) => `/api/agents/${encodeURIComponent(agentId)}`

/** The answer stands in the list before the list is read anew, so that nothing flickers. */
function keepInList(client: QueryClient, agent: Agent) {
  client.setQueryData<z.infer<typeof agentListSchema>>(queryKeys.agents, (list) => {
    if (list === undefined) return list
    const others = list.items.filter(({ id }) => id !== agent.id)
    const items = list.items.some(({ id }) => id === agent.id)
      ? list.items.map((kept) => (kept.id === agent.id ? agent : kept))
      : [...others, agent]
    return { items: agent.isDefault ? items.map((kept) => onlyDefault(kept, agent)) : items }
  })
  return client.invalidateQueries({ queryKey: queryKeys.agents })
}

function onlyDefault(kept: Agent, newDefault: Agent): Agent {
  return { ...kept, isDefault: kept.id === newDefault.id }
}
