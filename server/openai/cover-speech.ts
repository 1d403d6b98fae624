import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import OpenAI from 'openai'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { keepAnswers } from './keep-answers.ts'

/** Answers a sentence in a voice as base64 mu-law, 8 kHz; null when it cannot be had. Never rejects. */
export type CoverSpeech = (text: string, voice: string) => Promise<string | null>

/**
 * Sentences that cover a wait, spoken through `POST /audio/speech` (OpenAI's API
 * reference, "Create speech": `pcm` is 24 kHz, 16 bits, little-endian). Each is
 * asked for once and kept; a failure is asked for again with the next call.
 */
export function createCoverSpeech(config: Config, logger: Logger): CoverSpeech {
  const client = new OpenAI({
    apiKey: config.OPENAI_API_KEY,
    baseURL: config.OPENAI_BASE_URL,
    timeout: speakWithinMs,
    maxRetries: 1,
  })
  const kept = keepAnswers<string | null>(sentencesKept, (payload) => payload !== null)
  return (text, voice) => kept(`${voice}\n${text}`, () => speak(client, logger, text, voice))
}

const speakWithinMs = 20_000
const sentencesKept = 50
const speechModel = 'gpt-4o-mini-tts'

async function speak(
  client: OpenAI,
  logger: Logger,
  text: string,
  voice: string,
): Promise<string | null> {
  try {
    const response = await client.audio.speech.create({
      model: speechModel,
      voice,
      input: text,
      response_format: 'pcm',
    })
    return await toMulaw(await response.arrayBuffer())
  } catch (error) {
    logger.warn({ err: error }, 'the sentence that covers a wait could not be spoken')
    return null
  }
}

/** Filtering seconds of sound takes tens of milliseconds, which the calls on this thread do not have. */
async function toMulaw(pcm: ArrayBuffer): Promise<string> {
  const worker = new Worker(new URL('./to-mulaw-worker.ts', import.meta.url), {
    workerData: pcm,
    transferList: [pcm],
  })
  const [payload] = (await once(worker, 'message')) as unknown[]
  return String(payload)
}
