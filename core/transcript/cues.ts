import type { TranscriptLine } from '#contracts/transcript.ts'
import { shownLines, type ShownLine } from './shown-lines.ts'

/** What a subtitle shows from `startMs` to `endMs`. */
export type Cue = { startMs: number; endMs: number; speaker: ShownLine['speaker']; text: string }

/**
 * The subtitles of a transcript, by when they begin. They go with the sound, so
 * words that nobody heard are left out. A line without times follows the one
 * before it, for as long as it takes to read; so does the end of one that has none.
 */
export function cuesOf(lines: readonly TranscriptLine[]): Cue[] {
  let beforeMs = 0
  const cues = shownLines(lines)
    .filter(({ heard }) => heard !== '')
    .map(({ line, speaker, heard }): Cue => {
      const startMs = Math.max(0, line.startMs ?? beforeMs)
      const endMs = endOf(line, startMs, heard)
      beforeMs = endMs
      return { startMs, endMs, speaker, text: heard }
    })
  return cues.toSorted((a, b) => a.startMs - b.startMs)
}

/** Where the caller broke in the line was over, however long it would have been. */
function endOf(
  { endMs, interrupted, heardMs }: TranscriptLine,
  startMs: number,
  heard: string,
): number {
  const cutMs = interrupted && heardMs !== null ? startMs + heardMs : null
  const knownMs = cutMs === null ? endMs : Math.min(endMs ?? cutMs, cutMs)
  const isOver = knownMs !== null && knownMs > startMs
  return isOver ? knownMs : startMs + Math.max(SHOWN_MS_MIN, heard.length * READ_MS_PER_CHARACTER)
}

/** Fifteen characters a second is what subtitles are made for. */
const READ_MS_PER_CHARACTER = 65
const SHOWN_MS_MIN = 1_000
