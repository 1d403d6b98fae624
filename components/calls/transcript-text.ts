import type { TranscriptLine } from '#contracts/transcript.ts'
import { formatClock } from '#components/format/duration.ts'
import { splitHeard } from '#core/transcript/split-heard.ts'

/** A transcript as plain text, for the clipboard: what was not heard stands in brackets. */
export function transcriptText(lines: readonly TranscriptLine[]): string {
  return lines.map(lineText).join('\n')
}

function lineText(line: TranscriptLine): string {
  const time = line.startMs === null ? '' : `${formatClock(line.startMs)} `
  if (line.withheld) return `${time}${roleWords[line.role]}: [not kept: recording was paused]`
  const { heard, unheard } = splitHeard(line)
  const rest = unheard.trim() === '' ? '' : ` [not heard: ${unheard.trim()}]`
  return `${time}${roleWords[line.role]}: ${heard.trimEnd()}${rest}`
}

/** Who speaks, in a word. */
export const roleWords: Record<TranscriptLine['role'], string> = {
  caller: 'Caller',
  agent: 'Agent',
}
