import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Happening } from './happenings.ts'

/** One entry of a call's timeline: something said, or something that befell the call. */
export type TimelineEntry =
  | {
      kind: 'line'
      line: TranscriptLine
      /** Who spoke goes on speaking: the name is not said again. */
      continues: boolean
    }
  | { kind: 'happening'; happening: Happening }

/**
 * The lines in their order, and each happening behind the last line that had
 * begun by then. One whose time is unknown stands behind the one before it.
 */
export function timelineOf(
  lines: readonly TranscriptLine[],
  happenings: readonly Happening[],
): TimelineEntry[] {
  const behind = happeningsBehind(lines, happenings)
  const entries: TimelineEntry[] = []
  const addBehind = (index: number) => {
    for (const happening of behind.get(index) ?? []) entries.push({ kind: 'happening', happening })
  }
  addBehind(-1)
  lines.forEach((line, index) => {
    const before = entries.at(-1)
    const continues = before?.kind === 'line' && before.line.role === line.role
    entries.push({ kind: 'line', line, continues })
    addBehind(index)
  })
  return entries
}

/** By the index of the line that they stand behind; -1: before all. */
function happeningsBehind(
  lines: readonly TranscriptLine[],
  happenings: readonly Happening[],
): Map<number, Happening[]> {
  const behind = new Map<number, Happening[]>()
  let atMs = 0
  for (const happening of happenings) {
    atMs = Math.max(atMs, happening.began.atMs ?? atMs)
    const index = lines.findLastIndex(({ startMs }) => startMs !== null && startMs <= atMs)
    behind.set(index, [...(behind.get(index) ?? []), happening])
  }
  return behind
}
