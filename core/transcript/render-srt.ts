import type { TranscriptLine } from '#contracts/transcript.ts'
import { subtitleClock } from './clock.ts'
import { cuesOf } from './cues.ts'

/** A transcript as SubRip. */
export function renderSrt(lines: readonly TranscriptLine[]): string {
  return cuesOf(lines)
    .map(
      ({ startMs, endMs, speaker, text }, at) =>
        `${at + 1}\n${subtitleClock(startMs, ',')} --> ${subtitleClock(endMs, ',')}\n${speaker}: ${harmless(text)}\n`,
    )
    .join('\n')
}

/**
 * SubRip knows no escape: what players take for a tag, an arrow or a position is
 * written with characters that look alike.
 */
function harmless(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('{\\', '{ \\')
}
