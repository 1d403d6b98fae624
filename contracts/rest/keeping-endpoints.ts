import { z } from 'zod'
import { callSelectionSchema } from '../call-list.ts'
import { e164Schema } from '../e164.ts'
import {
  deletionAnswerSchema,
  deletionSchema,
  keepingSettingsSchema,
  numberHoldingsSchema,
  storageStatsSchema,
  tombstoneSchema,
  updateKeepingSchema,
} from '../keeping.ts'
import { pageOf, pageQuerySchema } from '../page.ts'
import { callParams } from './call-params.ts'
import { endpoint } from './endpoint.ts'
import { namedSchemas } from './named-schemas.ts'

const deletions = {
  200: { description: 'All of it is gone.', schema: deletionAnswerSchema },
  202: { description: 'What is not gone yet goes on by itself.', schema: deletionAnswerSchema },
}

export const findKeepingEndpoint = endpoint({
  operationId: 'findKeeping',
  tag: 'Storage',
  summary: 'For how long what is kept',
  method: 'GET',
  path: '/api/keeping',
  access: 'caller',
  scope: 'admin',
  audited: false,
  responses: { 200: { description: 'The settings.', schema: keepingSettingsSchema } },
  problems: [],
})

export const updateKeepingEndpoint = endpoint({
  operationId: 'updateKeeping',
  tag: 'Storage',
  summary: 'Change for how long what is kept',
  method: 'PATCH',
  path: '/api/keeping',
  access: 'caller',
  scope: 'admin',
  audited: true,
  body: updateKeepingSchema,
  responses: {
    200: { description: 'The settings as they now are.', schema: keepingSettingsSchema },
  },
  problems: ['agent-not-found'],
})

export const storageStatsEndpoint = endpoint({
  operationId: 'storageStats',
  tag: 'Storage',
  summary: 'What the store holds, and how it grows',
  method: 'GET',
  path: '/api/storage/stats',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  responses: { 200: { description: 'As of now.', schema: storageStatsSchema } },
  problems: [],
})

export const setLegalHoldEndpoint = endpoint({
  operationId: 'setLegalHold',
  tag: 'Storage',
  summary: 'Spare a call from every deletion, or no longer',
  method: 'POST',
  path: '/api/calls/{id}/legal-hold',
  access: 'caller',
  scope: 'admin',
  audited: true,
  params: callParams,
  body: z.object({ held: z.boolean() }),
  responses: { 200: { description: 'The call as it now is.', schema: namedSchemas.call } },
  problems: ['call-not-found'],
})

export const deleteCallEndpoint = endpoint({
  operationId: 'deleteCall',
  tag: 'Storage',
  summary: 'Delete a call with its recordings, transcript and events',
  method: 'DELETE',
  path: '/api/calls/{id}',
  access: 'caller',
  scope: 'recordings:delete',
  audited: true,
  params: callParams,
  responses: deletions,
  problems: ['call-not-found', 'call-held', 'conflict'],
})

export const deleteTranscriptEndpoint = endpoint({
  operationId: 'deleteTranscript',
  tag: 'Storage',
  summary: 'Delete what was said in a call, and all text derived from it',
  method: 'DELETE',
  path: '/api/calls/{id}/transcript',
  access: 'caller',
  scope: 'recordings:delete',
  audited: true,
  params: callParams,
  responses: deletions,
  problems: ['call-not-found', 'call-held', 'conflict'],
})

export const deleteCallsEndpoint = endpoint({
  operationId: 'deleteCalls',
  tag: 'Storage',
  summary: 'Delete several calls with all that belongs to them',
  description: 'Live and unknown calls are left out, held ones are named.',
  method: 'POST',
  path: '/api/calls/delete',
  access: 'caller',
  scope: 'recordings:delete',
  audited: true,
  body: callSelectionSchema,
  responses: deletions,
  problems: [],
})

export const listDeletionsEndpoint = endpoint({
  operationId: 'listDeletions',
  tag: 'Storage',
  summary: 'Deletions that are still under way, the oldest first',
  method: 'GET',
  path: '/api/deletions',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  responses: {
    200: { description: 'At most 200.', schema: z.object({ items: z.array(deletionSchema) }) },
  },
  problems: [],
})

export const listTombstonesEndpoint = endpoint({
  operationId: 'listTombstones',
  tag: 'Storage',
  summary: 'What was deleted, by whom, the newest first',
  method: 'GET',
  path: '/api/tombstones',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  query: pageQuerySchema.extend({ callId: z.string().min(1).max(100).optional() }),
  responses: { 200: { description: 'One page.', schema: pageOf(tombstoneSchema) } },
  problems: [],
})

export const findHoldingsEndpoint = endpoint({
  operationId: 'findHoldings',
  tag: 'Storage',
  summary: 'How much is held on a number',
  description: 'A POST, so that the number stands in no address.',
  method: 'POST',
  path: '/api/holdings',
  access: 'caller',
  scope: 'admin',
  audited: true,
  body: z.object({ number: e164Schema }),
  responses: { 200: { description: 'As of now.', schema: numberHoldingsSchema } },
  problems: [],
})

export const deleteHoldingsEndpoint = endpoint({
  operationId: 'deleteHoldings',
  tag: 'Storage',
  summary: 'Delete everything that is held on a number',
  method: 'POST',
  path: '/api/holdings/delete',
  access: 'caller',
  scope: 'admin',
  audited: true,
  body: z.object({ number: e164Schema }),
  responses: deletions,
  problems: [],
})
