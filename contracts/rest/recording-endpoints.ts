import { z } from 'zod'
import { pageOf, pageQuerySchema } from '../page.ts'
import { endpoint } from './endpoint.ts'
import { namedSchemas } from './named-schemas.ts'

/** Any text is taken: a SID that does not exist is a recording that is not found. */
const recordingParams = z.object({ sid: z.string().min(1).max(100) })

export const listRecordingsEndpoint = endpoint({
  operationId: 'listRecordings',
  tag: 'Recordings',
  summary: 'List recordings, newest first',
  method: 'GET',
  path: '/api/recordings',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  query: pageQuerySchema,
  responses: { 200: { description: 'One page.', schema: pageOf(namedSchemas.recording) } },
  problems: [],
})

export const findRecordingEndpoint = endpoint({
  operationId: 'findRecording',
  tag: 'Recordings',
  summary: 'One recording',
  method: 'GET',
  path: '/api/recordings/{sid}',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  params: recordingParams,
  responses: { 200: { description: 'The recording.', schema: namedSchemas.recording } },
  problems: ['recording-not-found', 'recording-gone'],
})

export const recordingAudioEndpoint = endpoint({
  operationId: 'recordingAudio',
  tag: 'Recordings',
  summary: 'The audio of a recording',
  description: 'Byte ranges are understood (RFC 9110). `download=1` names a file to keep.',
  method: 'GET',
  path: '/api/recordings/{sid}/audio',
  access: 'caller',
  scope: 'recordings:read',
  audited: true,
  params: recordingParams,
  query: z.object({ download: z.literal('1').optional() }),
  headers: z.object({
    range: z.string().max(200).optional(),
    'if-none-match': z.string().max(500).optional(),
    'if-range': z.string().max(200).optional(),
  }),
  responses: {
    200: { description: 'All of it.', schema: null, contentType: 'audio/wav' },
    206: { description: 'The range asked for.', schema: null, contentType: 'audio/wav' },
    304: { description: 'You have it already.', schema: null },
  },
  problems: [
    'recording-not-found',
    'recording-gone',
    'recording-not-ready',
    'range-not-satisfiable',
    'relay-unreachable',
  ],
})

export const deleteRecordingEndpoint = endpoint({
  operationId: 'deleteRecording',
  tag: 'Recordings',
  summary: 'Delete a recording, here and at the carrier',
  method: 'DELETE',
  path: '/api/recordings/{sid}',
  access: 'caller',
  scope: 'recordings:delete',
  audited: true,
  params: recordingParams,
  responses: { 204: { description: 'Deleted.', schema: null } },
  problems: ['recording-not-found', 'recording-gone', 'carrier-unreachable', 'relay-unreachable'],
})
