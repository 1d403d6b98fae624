import type { TranscriptLine } from '#contracts/transcript.ts'
import { csvLine } from '../csv-cell.ts'
import { rowClock } from './clock.ts'
import { shownLines, type ShownLine } from './shown-lines.ts'

type Cell = string | number | boolean | null

const columns: readonly [name: string, cellOf: (shown: ShownLine) => Cell][] = [
  ['position', ({ line }) => line.position],
  ['time', ({ line }) => (line.startMs === null ? null : rowClock(line.startMs))],
  ['startMs', ({ line }) => line.startMs],
  ['endMs', ({ line }) => line.endMs],
  ['speaker', ({ speaker }) => speaker],
  ['heard', ({ heard }) => heard],
  ['notHeard', ({ unheard }) => unheard],
  ['interrupted', ({ line }) => line.interrupted],
  ['withheld', ({ line }) => line.withheld],
  ['state', ({ line }) => line.state],
  ['itemId', ({ line }) => line.itemId],
]

/** A transcript as CSV (RFC 4180), a line a row; no cell of it runs in a spreadsheet. */
export function renderCsv(lines: readonly TranscriptLine[]): string {
  const rows = shownLines(lines).map((shown) => csvLine(columns.map(([, cellOf]) => cellOf(shown))))
  return [csvLine(columns.map(([name]) => name)), ...rows].join('')
}
