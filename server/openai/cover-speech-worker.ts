/**
 * A thread that has one sentence spoken (`workerData`) through `POST /audio/speech`
 * (OpenAI's API reference, "Create speech": `pcm` is 24 kHz, 16 bits, little-endian),
 * and posts it as base64 mu-law at 8 kHz. What goes wrong ends the thread with its error.
 */
import { parentPort, workerData } from 'node:worker_threads'
import OpenAI from 'openai'
import { encodeMulaw, G711_RATE_HZ } from '#core/audio/g711.ts'
import { resample } from '#core/audio/resample.ts'
import type { SpeechOrder } from './cover-speech.ts'

const speakWithinMs = 20_000
const speechModel = 'gpt-4o-mini-tts'
const speechRateHz = 24_000

const { apiKey, baseURL, text, voice } = workerData as SpeechOrder
const client = new OpenAI({ apiKey, baseURL, timeout: speakWithinMs, maxRetries: 1 })
const response = await client.audio.speech.create({
  model: speechModel,
  voice,
  input: text,
  response_format: 'pcm',
})
const pcm = await response.arrayBuffer()
const samples = new Int16Array(pcm, 0, Math.floor(pcm.byteLength / 2))
const bytes = encodeMulaw(resample(samples, speechRateHz, G711_RATE_HZ))
parentPort?.postMessage(Buffer.from(bytes).toString('base64'), [])
