import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { keepAnswers } from './keep-answers.ts'

/** Answers a sentence in a voice as base64 mu-law, 8 kHz; null when it cannot be had. Never rejects. */
export type CoverSpeech = (text: string, voice: string) => Promise<string | null>

/** What a thread needs that has one sentence spoken (cover-speech-worker.ts). */
export type SpeechOrder = { apiKey: string; baseURL: string; text: string; voice: string }

/**
 * Sentences that cover a wait, each spoken in a thread of its own: loading the
 * vendor's client and filtering seconds of sound take time that the calls on this
 * one do not have. Each is asked for once and kept; a failure is asked for again
 * with the next call.
 */
export function createCoverSpeech(
  config: Pick<Config, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'>,
  logger: Logger,
): CoverSpeech {
  const account = { apiKey: config.OPENAI_API_KEY, baseURL: config.OPENAI_BASE_URL }
  const kept = keepAnswers<string | null>(sentencesKept, (payload) => payload !== null)
  return (text, voice) =>
    kept(`${voice}\n${text}`, () => speak({ ...account, text, voice }, logger))
}

const sentencesKept = 50

async function speak(order: SpeechOrder, logger: Logger): Promise<string | null> {
  const worker = new Worker(new URL('./cover-speech-worker.ts', import.meta.url), {
    workerData: order,
  })
  // A relay that leaves does not wait for it.
  worker.unref()
  try {
    const [payload] = (await once(worker, 'message')) as unknown[]
    return String(payload)
  } catch (error) {
    logger.warn({ err: error }, 'the sentence that covers a wait could not be spoken')
    return null
  }
}
