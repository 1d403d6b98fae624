import type { TranscriptLine } from '#contracts/transcript.ts'
import { subtitleClock } from './clock.ts'
import { cuesOf } from './cues.ts'

/** A transcript as WebVTT (W3C): who speaks stands in a voice tag. */
export function renderVtt(lines: readonly TranscriptLine[]): string {
  const cues = cuesOf(lines).map(
    ({ startMs, endMs, speaker, text }) =>
      `${subtitleClock(startMs, '.')} --> ${subtitleClock(endMs, '.')}\n<v ${speaker}>${escape(text)}\n`,
  )
  return ['WEBVTT\n', ...cues].join('\n')
}

/** With `>` goes `-->`, which would end a cue. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
