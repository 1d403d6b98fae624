import { recordingPeaksEndpoint } from '#contracts/rest/recording-endpoints.ts'
import { route } from '#server/http/route.ts'
import { findPeaks } from '#server/recordings/find-peaks.ts'

export const GET = route(recordingPeaksEndpoint, async ({ ctx, params }) => {
  const found = await findPeaks(ctx, params.sid)
  return found.ok ? { status: 200, body: found.peaks } : found
})
