import { retryRecordingEndpoint } from '#contracts/rest/recording-endpoints.ts'
import { route } from '#server/http/route.ts'
import { retryRecording } from '#server/recordings/retry-recording.ts'

export const POST = route(retryRecordingEndpoint, async ({ ctx, params }) => {
  const retried = await retryRecording(ctx, params.sid)
  return retried.ok ? { status: 200, body: retried.recording } : retried
})
