import type { Call } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { rowClock } from './clock.ts'
import { shownLines, type ShownLine } from './shown-lines.ts'

/** A transcript to be read: whose call it was, then who said what when. */
export function renderText(call: Call, lines: readonly TranscriptLine[]): string {
  const rows = shownLines(lines).map(rowOf)
  return [...headOf(call), '', ...(rows.length > 0 ? rows : [nothing(call)]), ''].join('\n')
}

function headOf(call: Call): string[] {
  const { id, callSid, direction, from, to, agentName, createdAt, durationMs } = call
  const facts: [name: string, value: string | null][] = [
    ['Call', direction],
    ['From', from],
    ['To', to],
    ['Agent', agentName],
    ['Began', createdAt],
    ['Lasted', durationMs === null ? null : rowClock(durationMs)],
    ['Call id', id],
    ['CallSid', callSid],
  ]
  return facts.flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value.replaceAll(/[\s\p{Cc}]+/gu, ' ')}`],
  )
}

function rowOf({ line, speaker, heard, unheard }: ShownLine): string {
  const time = line.startMs === null ? '        ' : rowClock(line.startMs)
  const parts = [heard, unheard === '' ? '' : `[not heard: ${unheard}]`].filter((part) => part)
  return `${time}  ${speaker}: ${parts.join(' ')}`
}

function nothing({ transcriptDeletedAt }: Call): string {
  return transcriptDeletedAt === null
    ? 'Nothing was said, or nothing was written down.'
    : `What was said was deleted at ${transcriptDeletedAt}.`
}
