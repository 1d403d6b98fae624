/** What the bench asks of the two halves of its load generator, over Node's IPC. */
import type { Measured } from './recorder.ts'

/** A call that waits for its stream. `number` is the bench's own. */
export type CallToPlace = { number: number; callSid: string; ticket: string }

/** Where the phones connect, and how they prove themselves. */
export type StreamDoor = { url: string; signature: string; accountSid: string }

/** How the model speaks while the load runs, and how it is interrupted. */
export const scenarios = ['paced', 'burst', 'queued'] as const
export type Scenario = (typeof scenarios)[number]

export type Started = { call: number; startMs: number }
export type Handshake = {
  call: number
  /** The relay's TCP connection was accepted; its upgrade answered; its `session.update` came. */
  connectedMs: number
  createdMs: number
  updatedMs: number
}
/** What a phone had really played when a clear reached it. */
export type Cut = { call: number; clearMs: number; heard: [item: number, heardMs: number][] }
/** What the relay told the model after the caller was said to speak. */
export type Interruption = {
  call: number
  speechMs: number
  items: { item: number; sentMs: number; truncatedMs: number | null }[]
}

export type CallerQuestions = {
  /** Answers those that the relay let in. */
  place: { ask: { door: StreamDoor; calls: CallToPlace[]; everyMs: number }; answer: Started[] }
  measure: { ask: { fromMs: number; toMs: number }; answer: Measured }
  /** Those since last asked. */
  cuts: { ask: null; answer: Cut[] }
  hangUp: { ask: null; answer: null }
}

export type ModelQuestions = {
  listen: { ask: null; answer: { port: number } }
  /** Waits until that many more sessions have heard their caller, or as long as it may take. */
  handshakes: { ask: { count: number; withinMs: number }; answer: Handshake[] }
  talk: { ask: { pieceMs: number }; answer: null }
  quiet: { ask: null; answer: null }
  measure: { ask: { fromMs: number; toMs: number }; answer: Measured }
  /** Speaks on every session and interrupts each once. */
  interrupt: { ask: { scenario: Scenario; seed: number }; answer: Interruption[] }
}
