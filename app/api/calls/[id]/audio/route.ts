import { callAudioEndpoint } from '#contracts/rest/recording-endpoints.ts'
import { findCallAudio } from '#server/calls/find-call-audio.ts'
import { answerAudio } from '#server/http/answer-audio.ts'
import { route } from '#server/http/route.ts'

export const GET = route(callAudioEndpoint, async (input) => {
  const found = await findCallAudio(input.ctx, input.params.id)
  return found.ok ? answerAudio({ ...input, params: { sid: found.recordingSid } }) : found
})
export const HEAD = GET
