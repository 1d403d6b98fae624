import type { Turn } from '#contracts/turn.ts'

/** Puts one version of a turn into those of its call, kept in order; the newest version stands. */
export function applyTurn(turns: readonly Turn[], turn: Turn): readonly Turn[] {
  const after = turns.findLastIndex((other) => other.number <= turn.number)
  if (turns[after]?.number === turn.number) return turns.with(after, turn)
  return turns.toSpliced(after + 1, 0, turn)
}

/** The turns as stored, with what the feed said since. */
export function mergeTurns(stored: readonly Turn[], live: readonly Turn[]): readonly Turn[] {
  return live.reduce(applyTurn, stored)
}
