import type { TranscriptLine } from '#contracts/transcript.ts'

/** A line's text as the caller heard it, and what was said to nobody. */
export type HeardText = { heard: string; unheard: string }

/** Cuts the text of an interrupted line where the caller stopped hearing it. */
export function splitHeard(
  line: Pick<TranscriptLine, 'text' | 'interrupted' | 'heardChars'>,
): HeardText {
  if (!line.interrupted || line.heardChars === null) return { heard: line.text, unheard: '' }
  const at = Math.min(Math.max(0, line.heardChars), line.text.length)
  return { heard: line.text.slice(0, at), unheard: line.text.slice(at) }
}
