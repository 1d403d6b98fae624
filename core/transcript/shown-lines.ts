import type { TranscriptLine } from '#contracts/transcript.ts'
import { splitHeard } from './split-heard.ts'

/** A line as files show it: each text in one row of its own, without line breaks. */
export type ShownLine = {
  line: TranscriptLine
  speaker: 'Caller' | 'Agent'
  /** What the other side heard; in brackets what stands in place of words. */
  heard: string
  /** What was said to nobody; empty: all of it was heard. */
  unheard: string
}

/**
 * The lines of a transcript that say something, in conversation order. A cough
 * that turned out to have no words is left out; what was said in a pause, or could
 * not be written down, stays as a gap in words.
 */
export function shownLines(lines: readonly TranscriptLine[]): ShownLine[] {
  return lines
    .filter(({ state, text, withheld }) => withheld || state !== 'final' || text.trim() !== '')
    .map((line) => {
      const { heard, unheard } = splitHeard(line)
      return {
        line,
        speaker: line.role === 'caller' ? 'Caller' : 'Agent',
        heard: gapOf(line) ?? inOneRow(heard),
        unheard: line.withheld ? '' : inOneRow(unheard),
      }
    })
}

function gapOf({ withheld, state, text }: TranscriptLine): string | null {
  if (withheld) return '[not kept: recording was paused]'
  if (text.trim() !== '') return null
  return state === 'failed' ? '[could not be written down]' : '[not written down yet]'
}

/** Nothing that somebody said can look like another row. */
function inOneRow(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
