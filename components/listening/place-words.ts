import type { TranscriptLine } from '#contracts/transcript.ts'
import { roleWords } from '#components/calls/transcript-text.ts'
import type { Mark } from './marks.ts'

/**
 * What is at a place of the call, in a few words: what is marked there, or who
 * says what. `role`: whose words are meant where both speak. Empty: silence.
 */
export function placeWords(
  callMs: number,
  {
    lines,
    marks,
    role,
  }: {
    lines: readonly TranscriptLine[]
    marks: readonly Mark[]
    role: TranscriptLine['role']
  },
): string {
  const mark = marks.find(({ startMs, endMs }) => callMs >= startMs && callMs < endMs)
  if (mark !== undefined) return mark.words
  const spoken = lines.filter(
    ({ startMs, endMs }) =>
      startMs !== null && endMs !== null && callMs >= startMs && callMs < endMs,
  )
  const line = spoken.find((one) => one.role === role) ?? spoken[0]
  if (line === undefined) return ''
  return `${roleWords[line.role]}: ${line.text === '' ? 'speaks' : line.text}`
}
