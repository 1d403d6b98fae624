import { z } from 'zod'
import { saveViewSchema, savedViewSchema } from '../call-list.ts'
import { endpoint } from './endpoint.ts'

export const listViewsEndpoint = endpoint({
  operationId: 'listViews',
  tag: 'Views',
  summary: 'The lists of calls that you have saved',
  method: 'GET',
  path: '/api/views',
  access: 'operator',
  scope: 'calls:read',
  audited: false,
  responses: {
    200: { description: 'By name.', schema: z.object({ items: z.array(savedViewSchema) }) },
  },
  problems: [],
})

export const saveViewEndpoint = endpoint({
  operationId: 'saveView',
  tag: 'Views',
  summary: 'Save a list of calls; one of the same name is replaced',
  method: 'POST',
  path: '/api/views',
  access: 'operator',
  scope: 'calls:read',
  audited: false,
  body: saveViewSchema,
  responses: { 200: { description: 'Saved.', schema: savedViewSchema } },
  problems: ['conflict'],
})

export const removeViewEndpoint = endpoint({
  operationId: 'removeView',
  tag: 'Views',
  summary: 'Forget a saved list',
  method: 'DELETE',
  path: '/api/views/{id}',
  access: 'operator',
  scope: 'calls:read',
  audited: false,
  params: z.object({ id: z.string().min(1).max(100) }),
  responses: { 204: { description: 'Forgotten.', schema: null } },
  problems: ['view-not-found'],
})
