import {
  deleteRecordingEndpoint,
  findRecordingEndpoint,
} from '#contracts/rest/recording-endpoints.ts'
import { findRecording } from '#server/calls/find-recording.ts'
import { route } from '#server/http/route.ts'
import { removeRecording } from '#server/recordings/remove-recording.ts'

export const GET = route(findRecordingEndpoint, async ({ ctx, params }) => {
  const found = await findRecording(ctx, params.sid)
  return found.ok ? { status: 200, body: found.recording } : found
})

export const DELETE = route(deleteRecordingEndpoint, async ({ ctx, params }) => {
  const removed = await removeRecording(ctx, params.sid)
  return removed.ok ? { status: 204, body: null } : removed
})
