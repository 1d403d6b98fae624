import { z } from 'zod'
import { agentConfigSchema, createAgentSchema, updateAgentSchema } from '../agent.ts'
import { endpoint } from './endpoint.ts'
import { namedSchemas } from './named-schemas.ts'

const agentParams = z.object({ id: z.string().min(1).max(100) })
const agent = (description: string) => ({ description, schema: namedSchemas.agent })
/** A field that no model accepts is named, not dropped in silence. */
const config = agentConfigSchema.strict()

export const listAgentsEndpoint = endpoint({
  operationId: 'listAgents',
  tag: 'Agents',
  summary: 'List agents',
  method: 'GET',
  path: '/api/agents',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  responses: {
    200: { description: 'All of them.', schema: z.object({ items: z.array(namedSchemas.agent) }) },
  },
  problems: [],
})

export const createAgentEndpoint = endpoint({
  operationId: 'createAgent',
  tag: 'Agents',
  summary: 'Keep a session configuration under a name',
  method: 'POST',
  path: '/api/agents',
  access: 'caller',
  scope: 'agents:write',
  audited: true,
  body: createAgentSchema.extend({ config }),
  responses: { 201: agent('The new agent.') },
  problems: ['agent-name-taken', 'dial-refused'],
})

export const findAgentEndpoint = endpoint({
  operationId: 'findAgent',
  tag: 'Agents',
  summary: 'One agent',
  method: 'GET',
  path: '/api/agents/{id}',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  params: agentParams,
  responses: { 200: agent('The agent.') },
  problems: ['agent-not-found'],
})

export const updateAgentEndpoint = endpoint({
  operationId: 'updateAgent',
  tag: 'Agents',
  summary: 'Change an agent',
  method: 'PATCH',
  path: '/api/agents/{id}',
  access: 'caller',
  scope: 'agents:write',
  audited: true,
  params: agentParams,
  body: updateAgentSchema.extend({ config: config.optional() }),
  responses: { 200: agent('The agent as it now is.') },
  problems: ['agent-not-found', 'agent-name-taken', 'dial-refused', 'conflict'],
})

export const removeAgentEndpoint = endpoint({
  operationId: 'removeAgent',
  tag: 'Agents',
  summary: 'Remove an agent',
  method: 'DELETE',
  path: '/api/agents/{id}',
  access: 'caller',
  scope: 'agents:write',
  audited: true,
  params: agentParams,
  responses: { 204: { description: 'Removed.', schema: null } },
  problems: ['agent-not-found', 'agent-is-default'],
})
