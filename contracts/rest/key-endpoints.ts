import { z } from 'zod'
import {
  apiKeySchema,
  createApiKeySchema,
  newApiKeySchema,
  rotateApiKeySchema,
  updateApiKeySchema,
} from '../api-key.ts'
import { endpoint } from './endpoint.ts'

const keyParams = z.object({ id: z.string().min(1).max(100) })

export const listApiKeysEndpoint = endpoint({
  operationId: 'listApiKeys',
  tag: 'Keys',
  summary: 'List API keys, newest first, revoked ones included',
  method: 'GET',
  path: '/api/keys',
  access: 'caller',
  scope: 'admin',
  audited: false,
  responses: {
    200: {
      description: 'Without their secrets.',
      schema: z.object({ items: z.array(apiKeySchema) }),
    },
  },
  problems: [],
})

export const createApiKeyEndpoint = endpoint({
  operationId: 'createApiKey',
  tag: 'Keys',
  summary: 'Make an API key',
  description: 'Its secret is in this answer and never again.',
  method: 'POST',
  path: '/api/keys',
  access: 'caller',
  scope: 'admin',
  audited: true,
  body: createApiKeySchema,
  responses: { 201: { description: 'The key and its secret.', schema: newApiKeySchema } },
  problems: [],
})

export const updateApiKeyEndpoint = endpoint({
  operationId: 'updateApiKey',
  tag: 'Keys',
  summary: 'Rename an API key or change its rate',
  method: 'PATCH',
  path: '/api/keys/{id}',
  access: 'caller',
  scope: 'admin',
  audited: true,
  params: keyParams,
  body: updateApiKeySchema,
  responses: { 200: { description: 'The key.', schema: apiKeySchema } },
  problems: ['key-not-found'],
})

export const rotateApiKeyEndpoint = endpoint({
  operationId: 'rotateApiKey',
  tag: 'Keys',
  summary: 'Replace an API key by a new one with the same scopes',
  method: 'POST',
  path: '/api/keys/{id}/rotate',
  access: 'caller',
  scope: 'admin',
  audited: true,
  params: keyParams,
  body: rotateApiKeySchema,
  responses: { 201: { description: 'The new key and its secret.', schema: newApiKeySchema } },
  problems: ['key-not-found', 'conflict'],
})

export const revokeApiKeyEndpoint = endpoint({
  operationId: 'revokeApiKey',
  tag: 'Keys',
  summary: 'Revoke an API key at once',
  method: 'DELETE',
  path: '/api/keys/{id}',
  access: 'caller',
  scope: 'admin',
  audited: true,
  params: keyParams,
  responses: { 200: { description: 'The key, revoked.', schema: apiKeySchema } },
  problems: ['key-not-found'],
})
