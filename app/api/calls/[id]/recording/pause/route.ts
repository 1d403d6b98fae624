import { pauseRecordingEndpoint } from '#contracts/rest/call-endpoints.ts'
import { pauseRecording } from '#server/calls/pause-recording.ts'
import { route } from '#server/http/route.ts'

export const POST = route(pauseRecordingEndpoint, async ({ ctx, caller, params }) => {
  const by = caller.kind === 'operator' ? 'operator' : 'api'
  const done = await pauseRecording(ctx, params.id, by)
  return done.ok ? { status: 200, body: { notes: done.notes } } : done
})
