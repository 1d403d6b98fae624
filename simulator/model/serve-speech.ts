import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeMulaw, G711_RATE_HZ } from '#core/audio/g711.ts'
import { pcm16Wav } from '#core/audio/wav.ts'
import { z } from 'zod'
import { resample } from '#core/audio/resample.ts'
import type { Voices } from '../voices/voices.ts'
import { readJson, sendError } from './http-door.ts'
import { wireErrorOf } from './wire-error.ts'

const SAMPLE_RATE_HZ = 24_000

/** What `POST /v1/audio/speech` takes (OpenAI's reference). Of its formats the simulator makes two. */
const speechRequestSchema = z.object({
  model: z.string().min(1),
  input: z.string().min(1).max(4_096),
  voice: z.enum([
    'alloy',
    'ash',
    'ballad',
    'coral',
    'echo',
    'sage',
    'shimmer',
    'verse',
    'marin',
    'cedar',
  ]),
  response_format: z.enum(['wav', 'pcm']),
  speed: z.number().min(0.25).max(4).default(1),
  instructions: z.string().optional(),
})

/** Answers with the text spoken in the voice: 24 kHz, 16 bits, as a WAV or as the bare samples. */
export async function serveSpeech(
  request: IncomingMessage,
  response: ServerResponse,
  voices: Voices,
): Promise<void> {
  const body = await readJson(request)
  const parsed = speechRequestSchema.safeParse(body, { reportInput: true })
  if (!parsed.success) return sendError(response, 400, wireErrorOf(parsed.error))
  const { input, voice, speed, response_format: format } = parsed.data
  const spoken = decodeMulaw(await voices.speak(input, voice, speed))
  const samples = resample(spoken, G711_RATE_HZ, SAMPLE_RATE_HZ)
  if (format === 'pcm') {
    response.writeHead(200, { 'content-type': 'audio/pcm' })
    response.end(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    return
  }
  response.writeHead(200, { 'content-type': 'audio/wav' })
  response.end(pcm16Wav(samples, SAMPLE_RATE_HZ, 1))
}
