import { z } from 'zod'
import { agentConfigSchema } from '../agent.ts'
import { callListQuerySchema, tagCallsSchema } from '../call-list.ts'
import { placeCallSchema } from '../call.ts'
import { createResponseSchema } from '../control.ts'
import { pageOf } from '../page.ts'
import { callParams } from './call-params.ts'
import { endpoint } from './endpoint.ts'
import { namedSchemas } from './named-schemas.ts'

const call = (description: string) => ({ description, schema: namedSchemas.call })
const itemsOf = <Item extends z.ZodType>(description: string, item: Item) => ({
  description,
  schema: z.object({ items: z.array(item) }),
})
const notes = {
  description: 'Done; `notes` are remarks the operator should read.',
  schema: z.object({ notes: z.array(z.string()) }),
}

export const placeCallEndpoint = endpoint({
  operationId: 'placeCall',
  tag: 'Calls',
  summary: 'Dial a number',
  description:
    'The same Idempotency-Key twice is one call: the second answer is 200 with the first call.',
  method: 'POST',
  path: '/api/calls',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  headers: z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'Use 1 to 200 visible ASCII characters, without spaces.')
      .optional(),
  }),
  body: placeCallSchema,
  responses: {
    201: call('The call was placed.'),
    200: call('This key has placed this call before.'),
  },
  problems: [
    'agent-not-found',
    'number-not-ours',
    'dial-refused',
    'limit-reached',
    'conflict',
    'carrier-refused',
    'carrier-unreachable',
    'relay-unreachable',
  ],
})

export const listCallsEndpoint = endpoint({
  operationId: 'listCalls',
  tag: 'Calls',
  summary: 'List calls, newest first',
  description:
    'All filters that are given must hold. With `text`, each call has up to three lines that hold it, ' +
    'and a page may have fewer calls than asked for though `nextCursor` leads to more.',
  method: 'GET',
  path: '/api/calls',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  query: callListQuerySchema,
  responses: { 200: { description: 'One page.', schema: pageOf(namedSchemas.listedCall) } },
  problems: ['search-too-wide'],
})

export const listActiveCallsEndpoint = endpoint({
  operationId: 'listActiveCalls',
  tag: 'Calls',
  summary: 'List the calls that have not ended',
  method: 'GET',
  path: '/api/calls/active',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  responses: { 200: itemsOf('Newest first.', namedSchemas.call) },
  problems: [],
})

export const findCallEndpoint = endpoint({
  operationId: 'findCall',
  tag: 'Calls',
  summary: 'One call',
  method: 'GET',
  path: '/api/calls/{id}',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  params: callParams,
  responses: { 200: call('The call.') },
  problems: ['call-not-found'],
})

export const endCallEndpoint = endpoint({
  operationId: 'endCall',
  tag: 'Calls',
  summary: 'End a call',
  method: 'POST',
  path: '/api/calls/{id}/end',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  params: callParams,
  responses: { 200: call('The call is being hung up.') },
  problems: ['call-not-found', 'call-ended', 'carrier-refused', 'carrier-unreachable'],
})

export const listTranscriptEndpoint = endpoint({
  operationId: 'listTranscript',
  tag: 'Calls',
  summary: 'The transcript of a call',
  method: 'GET',
  path: '/api/calls/{id}/transcript',
  access: 'caller',
  scope: 'calls:read',
  audited: true,
  params: callParams,
  responses: { 200: itemsOf('In conversation order.', namedSchemas.transcriptLine) },
  problems: ['call-not-found'],
})

export const listCallEventsEndpoint = endpoint({
  operationId: 'listCallEvents',
  tag: 'Calls',
  summary: 'The raw event log of a call',
  method: 'GET',
  path: '/api/calls/{id}/events',
  access: 'caller',
  scope: 'calls:read',
  audited: true,
  params: callParams,
  query: z.object({
    afterSeq: z.coerce.number().int().nonnegative().optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  }),
  responses: { 200: itemsOf('In order of `seq`.', namedSchemas.callEvent) },
  problems: ['call-not-found'],
})

export const listCallRecordingsEndpoint = endpoint({
  operationId: 'listCallRecordings',
  tag: 'Calls',
  summary: 'The recordings of a call',
  method: 'GET',
  path: '/api/calls/{id}/recordings',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  params: callParams,
  responses: { 200: itemsOf('Deleted ones left out.', namedSchemas.recording) },
  problems: ['call-not-found'],
})

export const listUsageEndpoint = endpoint({
  operationId: 'listUsage',
  tag: 'Calls',
  summary: 'What each response of a call consumed',
  method: 'GET',
  path: '/api/calls/{id}/usage',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  params: callParams,
  responses: { 200: itemsOf('In order.', namedSchemas.usage) },
  problems: ['call-not-found'],
})

export const listTurnsEndpoint = endpoint({
  operationId: 'listTurns',
  tag: 'Calls',
  summary: 'Where the time of each of the agent’s turns went',
  method: 'GET',
  path: '/api/calls/{id}/turns',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  params: callParams,
  responses: { 200: itemsOf('In order of `number`.', namedSchemas.turn) },
  problems: ['call-not-found'],
})

export const updateLiveConfigEndpoint = endpoint({
  operationId: 'updateLiveConfig',
  tag: 'Calls',
  summary: 'Change the session configuration of a live call',
  method: 'PATCH',
  path: '/api/calls/{id}/config',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  params: callParams,
  body: agentConfigSchema,
  responses: { 200: notes },
  problems: ['call-not-found', 'call-not-live', 'dial-refused', 'relay-unreachable'],
})

export const createResponseEndpoint = endpoint({
  operationId: 'createResponse',
  tag: 'Calls',
  summary: 'Let the agent of a live call speak now',
  method: 'POST',
  path: '/api/calls/{id}/responses',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  params: callParams,
  body: createResponseSchema,
  responses: { 200: notes },
  problems: ['call-not-found', 'call-not-live', 'relay-unreachable'],
})

export const tagCallsEndpoint = endpoint({
  operationId: 'tagCalls',
  tag: 'Calls',
  summary: 'Add tags to calls, or take them off',
  method: 'POST',
  path: '/api/calls/tags',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  body: tagCallsSchema,
  responses: {
    200: itemsOf('The calls as they now are; unknown ones left out.', namedSchemas.call),
  },
  problems: [],
})

export const listTagsEndpoint = endpoint({
  operationId: 'listTags',
  tag: 'Calls',
  summary: 'The tags in use, with how many calls have each',
  method: 'GET',
  path: '/api/calls/tags',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  responses: {
    200: itemsOf('Most used first.', z.object({ tag: z.string(), calls: z.number().int() })),
  },
  problems: [],
})

export const pauseRecordingEndpoint = endpoint({
  operationId: 'pauseRecording',
  tag: 'Calls',
  summary: 'Keep nothing of what is said from here on',
  description: 'Sound and words, at the relay and at the carrier. Pausing twice changes nothing.',
  method: 'POST',
  path: '/api/calls/{id}/recording/pause',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  params: callParams,
  responses: { 200: notes },
  problems: ['call-not-found', 'call-not-live', 'relay-unreachable'],
})

export const resumeRecordingEndpoint = endpoint({
  operationId: 'resumeRecording',
  tag: 'Calls',
  summary: 'Keep what is said again',
  method: 'POST',
  path: '/api/calls/{id}/recording/resume',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  params: callParams,
  responses: { 200: notes },
  problems: ['call-not-found', 'call-not-live', 'relay-unreachable'],
})
