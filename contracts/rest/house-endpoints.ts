import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { meSchema, setUpSchema, setupStateSchema } from './operator.ts'
import { feedTicketSchema, healthSchema, systemSchema } from './system.ts'

export const setupStateEndpoint = endpoint({
  operationId: 'setupState',
  tag: 'House',
  summary: 'Whether the first owner exists',
  method: 'GET',
  path: '/api/setup',
  access: 'public',
  scope: null,
  audited: false,
  responses: { 200: { description: 'How it stands.', schema: setupStateSchema } },
  problems: [],
})

export const setUpEndpoint = endpoint({
  operationId: 'setUp',
  tag: 'House',
  summary: 'Create the first owner and sign in',
  method: 'POST',
  path: '/api/setup',
  access: 'public',
  scope: null,
  audited: true,
  body: setUpSchema,
  responses: {
    201: { description: 'Set up; the answer sets the session cookie.', schema: meSchema },
  },
  problems: ['already-set-up', 'forbidden'],
})

export const meEndpoint = endpoint({
  operationId: 'me',
  tag: 'House',
  summary: 'Who is signed in',
  method: 'GET',
  path: '/api/me',
  access: 'operator',
  scope: null,
  audited: false,
  responses: { 200: { description: 'The operator.', schema: meSchema } },
  problems: [],
})

export const systemEndpoint = endpoint({
  operationId: 'system',
  tag: 'House',
  summary: 'What is real, what is simulated, what is on',
  method: 'GET',
  path: '/api/system',
  access: 'caller',
  scope: null,
  audited: false,
  responses: { 200: { description: 'The place.', schema: systemSchema } },
  problems: [],
})

export const healthEndpoint = endpoint({
  operationId: 'health',
  tag: 'House',
  summary: 'Whether the app works',
  method: 'GET',
  path: '/api/health',
  access: 'public',
  scope: null,
  audited: false,
  responses: {
    200: { description: 'The database answers.', schema: healthSchema },
    503: { description: 'The database does not answer.', schema: healthSchema },
  },
  problems: [],
})

export const openApiEndpoint = endpoint({
  operationId: 'openApi',
  tag: 'House',
  summary: 'This document',
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  scope: null,
  audited: false,
  responses: { 200: { description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) } },
  problems: [],
})

export const feedTicketEndpoint = endpoint({
  operationId: 'feedTicket',
  tag: 'House',
  summary: 'A ticket that opens the live feed once',
  method: 'POST',
  path: '/api/feed/ticket',
  access: 'operator',
  scope: 'calls:read',
  audited: true,
  responses: { 200: { description: 'Good for a minute.', schema: feedTicketSchema } },
  problems: [],
})
