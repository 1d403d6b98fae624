/** The thread that speaks: synthesis is busy work, and real-time audio must not wait for it. */
import { parentPort } from 'node:worker_threads'
import { loadFlite } from './flite.ts'
import { renderSpeech } from './render-speech.ts'
import type { Timbre } from './voice-names.ts'

export type SpeechOrder = { id: number; text: string; timbre: Timbre }
export type SpeechResult = { id: number; audio: Uint8Array } | { id: number; problem: string }

const synthesise = loadFlite()

parentPort?.on('message', (order: SpeechOrder) => {
  parentPort?.postMessage(fulfil(order), [])
})

function fulfil(order: SpeechOrder): SpeechResult {
  try {
    return { id: order.id, audio: renderSpeech(synthesise, order.text, order.timbre) }
  } catch (cause) {
    return { id: order.id, problem: cause instanceof Error ? cause.message : String(cause) }
  }
}
