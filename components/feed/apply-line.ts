import type { TranscriptLine } from '#contracts/transcript.ts'

/**
 * Puts one version of a line into a transcript kept in the order of speaking.
 * A newer version replaces the older one; a late partial never replaces what
 * is already final. Applying the same line twice changes nothing.
 */
export function applyLine(
  lines: readonly TranscriptLine[],
  line: TranscriptLine,
): readonly TranscriptLine[] {
  const at = lines.findIndex((other) => other.itemId === line.itemId)
  const known = lines[at]
  if (known === undefined) return insertInOrder(lines, line)
  if (isOutdatedBy(line, known)) return lines
  if (known.position === line.position) return lines.with(at, line)
  return insertInOrder(lines.toSpliced(at, 1), line)
}

/** The transcript as stored, with what the feed said since. */
export function mergeLines(
  stored: readonly TranscriptLine[],
  live: readonly TranscriptLine[],
): readonly TranscriptLine[] {
  return live.reduce(applyLine, stored)
}

function isOutdatedBy(line: TranscriptLine, known: TranscriptLine): boolean {
  return line.state === 'partial' && known.state !== 'partial'
}

function insertInOrder(lines: readonly TranscriptLine[], line: TranscriptLine) {
  const after = lines.findLastIndex((other) => comesBefore(other, line))
  return lines.toSpliced(after + 1, 0, line)
}

/** By place in the conversation; two lines that claim one place are told apart by their id. */
function comesBefore(a: TranscriptLine, b: TranscriptLine): boolean {
  return a.position === b.position ? a.itemId < b.itemId : a.position < b.position
}
