import { z } from 'zod'
import { callFilterSchema } from '../call-list.ts'
import { e164Schema } from '../e164.ts'
import { callParams } from './call-params.ts'
import { endpoint } from './endpoint.ts'

/** Ids or CallSids with commas between them, 500 at most. */
const callIdsSchema = z
  .string()
  .max(60_000)
  .transform((text) => [...new Set(text.split(',').map((id) => id.trim()))])
  .pipe(z.array(z.string().min(1).max(100)).max(500))

export const exportTranscriptEndpoint = endpoint({
  operationId: 'exportTranscript',
  tag: 'Exports',
  summary: 'A transcript as a file',
  method: 'GET',
  path: '/api/calls/{id}/transcript/export',
  access: 'caller',
  scope: 'calls:read',
  audited: true,
  params: callParams,
  query: z.object({ format: z.enum(['txt', 'json', 'csv', 'vtt', 'srt']).default('txt') }),
  responses: {
    200: {
      description: 'The file.',
      schema: null,
      contentType: [
        'text/plain',
        'application/json',
        'text/csv',
        'text/vtt',
        'application/x-subrip',
      ],
    },
  },
  problems: ['call-not-found'],
})

export const exportCallEndpoint = endpoint({
  operationId: 'exportCall',
  tag: 'Exports',
  summary: 'All of a call as one zip: recordings, transcript, events, the call itself',
  method: 'GET',
  path: '/api/calls/{id}/export',
  access: 'caller',
  scope: 'recordings:read',
  audited: true,
  params: callParams,
  responses: { 200: { description: 'The zip.', schema: null, contentType: 'application/zip' } },
  problems: ['call-not-found', 'relay-unreachable'],
})

export const exportCallsEndpoint = endpoint({
  operationId: 'exportCalls',
  tag: 'Exports',
  summary: 'The calls that a list shows, as a table',
  method: 'GET',
  path: '/api/calls/export',
  access: 'caller',
  scope: 'calls:read',
  audited: true,
  query: callFilterSchema.extend({ format: z.enum(['csv', 'json']).default('csv') }),
  responses: {
    200: {
      description: 'Newest first, up to 100,000.',
      schema: null,
      contentType: ['text/csv', 'application/json'],
    },
  },
  problems: ['search-too-wide'],
})

export const exportSelectionEndpoint = endpoint({
  operationId: 'exportSelection',
  tag: 'Exports',
  summary: 'All of several calls as one zip',
  description:
    'A form, so that a browser saves the answer while it comes; ids are separated by commas.',
  method: 'POST',
  path: '/api/calls/export',
  access: 'caller',
  scope: 'recordings:read',
  audited: true,
  bodyType: 'application/x-www-form-urlencoded',
  body: z.object({ callIds: callIdsSchema }),
  responses: { 200: { description: 'The zip.', schema: null, contentType: 'application/zip' } },
  problems: ['relay-unreachable'],
})

export const exportHoldingsEndpoint = endpoint({
  operationId: 'exportHoldings',
  tag: 'Exports',
  summary: 'Everything that is held on a number as one zip',
  method: 'POST',
  path: '/api/holdings/export',
  access: 'caller',
  scope: 'admin',
  audited: true,
  bodyType: 'application/x-www-form-urlencoded',
  body: z.object({ number: e164Schema }),
  responses: { 200: { description: 'The zip.', schema: null, contentType: 'application/zip' } },
  problems: ['relay-unreachable'],
})
