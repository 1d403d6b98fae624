import type { Turn } from '#contracts/turn.ts'

/** How quickly an agent answered over a whole call, in ms; null: no answer to the caller was heard. */
export type TurnTotal = {
  answers: number
  medianMs: number | null
  worst: { ms: number; atMs: number } | null
  interruptions: number
}

/**
 * Sums up a call's turns. Only answers to the caller count as waits: a greeting
 * or a prompt keeps nobody waiting.
 */
export function sumTurns(turns: readonly Turn[]): TurnTotal {
  const waits = turns
    .filter((turn) => turn.cause === 'caller')
    .flatMap(({ firstHeardMs: ms, atMs }) => (ms === null ? [] : [{ ms, atMs }]))
    .toSorted((a, b) => a.ms - b.ms)
  return {
    answers: waits.length,
    medianMs: median(waits.map(({ ms }) => ms)),
    worst: waits.at(-1) ?? null,
    interruptions: turns.filter(({ interrupted }) => interrupted).length,
  }
}

/** Of sorted figures; between the two in the middle where their number is even. */
function median(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
