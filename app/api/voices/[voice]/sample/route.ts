import { voiceSampleEndpoint } from '#contracts/rest/catalog-endpoints.ts'
import { route } from '#server/http/route.ts'
import { voiceSample } from '#server/models/voice-sample.ts'

export const GET = route(voiceSampleEndpoint, async ({ ctx, params }) => {
  const sample = await voiceSample(ctx, params.voice)
  if (!sample.ok) return sample
  const headers = { 'content-type': sample.contentType, 'cache-control': 'private, max-age=3600' }
  return { response: new Response(sample.audio, { headers }) }
})
