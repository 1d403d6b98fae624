import {
  deleteRecordingEndpoint,
  findRecordingEndpoint,
} from '#contracts/rest/recording-endpoints.ts'
import { findRecording } from '#server/calls/find-recording.ts'
import { deleteRecording } from '#server/deleting/delete-recording.ts'
import { requesterOf } from '#server/http/requester-of.ts'
import { route } from '#server/http/route.ts'

export const GET = route(findRecordingEndpoint, async ({ ctx, params }) => {
  const found = await findRecording(ctx, params.sid)
  return found.ok ? { status: 200, body: found.recording } : found
})

export const DELETE = route(deleteRecordingEndpoint, async ({ ctx, params, caller }) => {
  const deleted = await deleteRecording(ctx, params.sid, requesterOf(caller))
  if (!deleted.ok) return deleted
  const { deletion } = deleted
  return deletion === null ? { status: 204, body: null } : { status: 202, body: deletion }
})
