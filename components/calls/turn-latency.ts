import type { Turn } from '#contracts/turn.ts'
import { formatSeconds } from '#components/format/duration.ts'

export type LatencyPartId = 'noticed' | 'model' | 'relay' | 'carrier'

/** One stretch of the wait for an answer, in ms. */
export type LatencyPart = { id: LatencyPartId; ms: number }

/** The stretches in their order: a word for the legend, and what happened at the end of each. */
export const latencyParts: readonly { id: LatencyPartId; name: string; words: string }[] = [
  { id: 'noticed', name: 'Noticing', words: 'Model noticed that the caller had stopped' },
  { id: 'model', name: 'Model', words: 'Model’s first sound arrived' },
  { id: 'relay', name: 'Relay', words: 'Relay passed it on to the carrier' },
  { id: 'carrier', name: 'Carrier', words: 'Caller heard it' },
]

/**
 * Where a turn's wait went, in order. What never happened is left out, and its
 * time counts to the next thing that did.
 */
export function partsOf(turn: Turn): LatencyPart[] {
  const ends = [turn.noticedMs, turn.firstDeltaMs, turn.firstFrameMs, turn.firstHeardMs]
  const parts: LatencyPart[] = []
  let since = 0
  latencyParts.forEach(({ id }, at) => {
    const end = ends[at] ?? null
    if (end === null) return
    parts.push({ id, ms: Math.max(0, end - since) })
    since = Math.max(since, end)
  })
  return parts
}

/** The whole of the wait as far as it is known, and what was reached by then. */
export function waitOf(turn: Turn): { ms: number; until: 'heard' | 'sent' } | null {
  if (turn.firstHeardMs !== null) return { ms: turn.firstHeardMs, until: 'heard' }
  if (turn.firstFrameMs !== null) return { ms: turn.firstFrameMs, until: 'sent' }
  return null
}

/** A turn's wait in a few words, such as "0.9 s to first sound". */
export function waitWords(turn: Turn): string {
  const wait = waitOf(turn)
  if (wait === null) return 'No sound'
  const time = formatSeconds(wait.ms)
  return wait.until === 'heard' ? `${time} to first sound` : `Sent after ${time}`
}

/** A duration in whole ms, such as `1,240 ms`. */
export function formatMs(ms: number): string {
  return `${Math.round(ms).toLocaleString('en-GB')} ms`
}
