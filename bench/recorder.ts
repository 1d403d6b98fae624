import { nowMs } from './clock.ts'
import { distribution, type Distribution } from './percentiles.ts'

/** What one side of the load saw between two moments. */
export type Measured = {
  /** From a frame's stamp to its receipt here. */
  latencyMs: Distribution
  received: number
  sent: number
  /** How late this side sent its own frames: the load generator's health. */
  lateMs: Distribution
}

export type Recorder = {
  received(sentMs: number, receivedMs: number): void
  sent(dueMs: number, sentMs: number): void
  /** Settles at `toMs` with what happened between the two moments. */
  measure(fromMs: number, toMs: number): Promise<Measured>
}

/** Keeps nothing but what happens while a measurement runs. */
export function createRecorder(): Recorder {
  let window = { fromMs: 0, toMs: 0 }
  let latencies: number[] = []
  let lates: number[] = []
  const isOpen = (atMs: number) => atMs >= window.fromMs && atMs < window.toMs
  return {
    received(sentMs, receivedMs) {
      if (isOpen(receivedMs)) latencies.push(receivedMs - sentMs)
    },
    sent(dueMs, sentMs) {
      if (isOpen(sentMs)) lates.push(sentMs - dueMs)
    },
    async measure(fromMs, toMs) {
      latencies = []
      lates = []
      window = { fromMs, toMs }
      await new Promise((resolve) => setTimeout(resolve, toMs - nowMs() + 50))
      return {
        latencyMs: distribution(latencies),
        received: latencies.length,
        sent: lates.length,
        lateMs: distribution(lates),
      }
    },
  }
}
