import { recordingAudioEndpoint } from '#contracts/rest/recording-endpoints.ts'
import { answerAudio } from '#server/http/answer-audio.ts'
import { route } from '#server/http/route.ts'

export const GET = route(recordingAudioEndpoint, answerAudio)
export const HEAD = GET
