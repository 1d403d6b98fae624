import OpenAI from 'openai'
import type { Config } from '../config.ts'
import { keepAnswers } from './keep-answers.ts'

export type SpokenSample =
  | { ok: true; audio: Uint8Array<ArrayBuffer>; contentType: string }
  | { ok: false; problem: 'not-found' | 'model-unreachable'; detail: string }

export type SpeechSamples = {
  /** One sentence in that voice, WAV; the last twenty are kept in memory. */
  speak(voice: string): Promise<SpokenSample>
}

/** Speaks through `POST /audio/speech` (OpenAI's API reference, "Create speech"), waiting 20 s at most. */
export function createSpeechSamples(config: Config): SpeechSamples {
  const client = new OpenAI({
    apiKey: config.OPENAI_API_KEY,
    baseURL: config.OPENAI_BASE_URL,
    timeout: SPEAK_WITHIN_MS,
    maxRetries: 0,
  })
  // A failure says nothing about the next attempt.
  const kept = keepAnswers<SpokenSample>(SAMPLES_KEPT, (sample) => sample.ok)
  return { speak: (voice) => kept(voice, () => speak(client, voice)) }
}

const SPEAK_WITHIN_MS = 20_000
const SAMPLES_KEPT = 20
const SAMPLE_MODEL = 'gpt-4o-mini-tts'
const SAMPLE_TEXT = 'Hello, thank you for calling. How may I help you today?'

async function speak(client: OpenAI, voice: string): Promise<SpokenSample> {
  try {
    const response = await client.audio.speech.create({
      model: SAMPLE_MODEL,
      voice,
      input: SAMPLE_TEXT,
      response_format: 'wav',
    })
    const audio = new Uint8Array(await response.arrayBuffer())
    return { ok: true, audio, contentType: response.headers.get('content-type') ?? 'audio/wav' }
  } catch (error) {
    return refusalOf(error)
  }
}

/** 400 and 404 are what the service answers for a voice or an address that it does not have. */
function refusalOf(error: unknown): SpokenSample {
  const status = statusOf(error)
  if (status === 400 || status === 404) {
    return {
      ok: false,
      problem: 'not-found',
      detail: 'The model server has no sample of this voice.',
    }
  }
  const answered = status === undefined ? 'does not answer' : `answered with status ${status}`
  return {
    ok: false,
    problem: 'model-unreachable',
    detail: `The model server ${answered}. Check OPENAI_BASE_URL and OPENAI_API_KEY.`,
  }
}

/** Undefined: there was no answer. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof OpenAI.APIError)) return undefined
  const status: unknown = error.status
  return typeof status === 'number' ? status : undefined
}
