import { z } from 'zod'
import { deletionSchema } from '../keeping.ts'
import { pageOf, pageQuerySchema } from '../page.ts'
import { peaksSchema, recordingStateSchema } from '../recording.ts'
import { callParams } from './call-params.ts'
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
  query: pageQuerySchema.extend({ state: recordingStateSchema.exclude(['deleted']).optional() }),
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
  description:
    'Byte ranges are understood (RFC 9110). `download=1` names a file to keep. ' +
    '`format=mp3` is made on the way, without ranges, where the relay has ffmpeg.',
  method: 'GET',
  path: '/api/recordings/{sid}/audio',
  access: 'caller',
  scope: 'recordings:read',
  audited: true,
  params: recordingParams,
  query: z.object({
    download: z.literal('1').optional(),
    format: z.enum(['wav', 'mp3']).default('wav'),
  }),
  headers: z.object({
    range: z.string().max(200).optional(),
    'if-none-match': z.string().max(500).optional(),
    'if-range': z.string().max(200).optional(),
  }),
  responses: {
    200: { description: 'All of it.', schema: null, contentType: ['audio/wav', 'audio/mpeg'] },
    206: { description: 'The range asked for.', schema: null, contentType: 'audio/wav' },
    304: { description: 'You have it already.', schema: null },
  },
  problems: [
    'recording-not-found',
    'recording-gone',
    'recording-not-ready',
    'range-not-satisfiable',
    'format-unavailable',
    'relay-unreachable',
  ],
})

export const callAudioEndpoint = endpoint({
  operationId: 'callAudio',
  tag: 'Recordings',
  summary: 'The audio of a call',
  description:
    'Of its recordings that are ready the relay’s own, else the longest; the same as that one’s `/api/recordings/{sid}/audio`.',
  method: 'GET',
  path: '/api/calls/{id}/audio',
  access: 'caller',
  scope: 'recordings:read',
  audited: true,
  params: callParams,
  query: recordingAudioEndpoint.query,
  headers: recordingAudioEndpoint.headers,
  responses: recordingAudioEndpoint.responses,
  problems: ['call-not-found', ...recordingAudioEndpoint.problems],
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
  responses: {
    204: { description: 'Deleted.', schema: null },
    202: { description: 'It goes on by itself until all of it is gone.', schema: deletionSchema },
  },
  problems: ['recording-not-found', 'recording-gone', 'call-held'],
})

export const recordingPeaksEndpoint = endpoint({
  operationId: 'recordingPeaks',
  tag: 'Recordings',
  summary: 'How loud each side of a recording is over time',
  method: 'GET',
  path: '/api/recordings/{sid}/peaks',
  access: 'caller',
  scope: 'recordings:read',
  audited: false,
  params: recordingParams,
  responses: {
    200: { description: 'Two lanes, at most 4,000 buckets each.', schema: peaksSchema },
  },
  problems: ['recording-not-found', 'recording-gone', 'recording-not-ready'],
})

export const retryRecordingEndpoint = endpoint({
  operationId: 'retryRecording',
  tag: 'Recordings',
  summary: 'Fetch a recording again that could not be fetched',
  method: 'POST',
  path: '/api/recordings/{sid}/retry',
  access: 'caller',
  scope: 'calls:write',
  audited: true,
  params: recordingParams,
  responses: { 200: { description: 'It is being fetched.', schema: namedSchemas.recording } },
  problems: ['recording-not-found', 'recording-gone', 'conflict'],
})
