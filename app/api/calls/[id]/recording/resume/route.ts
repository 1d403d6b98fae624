import { resumeRecordingEndpoint } from '#contracts/rest/call-endpoints.ts'
import { resumeRecording } from '#server/calls/resume-recording.ts'
import { route } from '#server/http/route.ts'

export const POST = route(resumeRecordingEndpoint, async ({ ctx, caller, params }) => {
  const by = caller.kind === 'operator' ? 'operator' : 'api'
  const done = await resumeRecording(ctx, params.id, by)
  return done.ok ? { status: 200, body: { notes: done.notes } } : done
})
