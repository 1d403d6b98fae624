import type { TranscriptLine } from '#contracts/transcript.ts'
import { describeHappening } from '#components/calls/happening-words.ts'
import { msBetween, type Happening } from '#components/calls/happenings.ts'
import { splitHeard } from '#core/transcript/split-heard.ts'
import { formatSeconds } from '#components/format/duration.ts'

/** What is marked on a recording besides speech, on the call's clock. */
export type Mark = {
  key: string
  kind: 'cut' | 'pause' | 'break'
  startMs: number
  endMs: number
  /** What it is, in words. */
  words: string
}

/** Where one side speaks, on the call's clock. */
export type Speech = { role: TranscriptLine['role']; startMs: number; endMs: number }

/** Where each side speaks, as far as the lines know. */
export function speechOf(lines: readonly TranscriptLine[]): Speech[] {
  return lines.flatMap(({ role, startMs, endMs }) =>
    startMs === null || endMs === null || endMs <= startMs ? [] : [{ role, startMs, endMs }],
  )
}

/**
 * What a listener should see on the recording, in order: where the agent was cut
 * off, where nothing was kept, and where something broke and how it went on.
 * What was not over when the call ended lasts until `callEndMs`.
 */
export function marksOf(
  lines: readonly TranscriptLine[],
  happenings: readonly Happening[],
  callEndMs: number,
): Mark[] {
  const marks = [...lines.flatMap(cutOf), ...happenings.flatMap((one) => markOf(one, callEndMs))]
  return marks.toSorted((a, b) => a.startMs - b.startMs)
}

function cutOf(line: TranscriptLine): Mark[] {
  if (!line.interrupted || line.startMs === null) return []
  const atMs = line.heardMs === null ? line.endMs : line.startMs + line.heardMs
  if (atMs === null) return []
  const after = line.heardMs === null ? '' : ` after ${formatSeconds(line.heardMs)}`
  const unheard = splitHeard(line).unheard.trim()
  const rest = unheard === '' ? '' : `; not heard: “${shorten(unheard)}”`
  const words = `Agent interrupted${after}${rest}`
  return [{ key: `cut-${line.itemId}`, kind: 'cut', startMs: atMs, endMs: atMs, words }]
}

function markOf(happening: Happening, callEndMs: number): Mark[] {
  const { kind, began } = happening
  const startMs = began.atMs
  if (startMs === null || kind === 'renewed' || kind === 'keysPressed') return []
  const ended = 'ended' in happening ? happening.ended : began
  const endMs =
    ended === null ? callEndMs : Math.max(ended.atMs ?? 0, startMs + msBetween(began, ended))
  return [
    {
      key: `event-${began.seq}`,
      kind: kind === 'paused' ? 'pause' : 'break',
      startMs,
      endMs: Math.max(startMs, endMs),
      words: describeHappening(happening, false).text,
    },
  ]
}

/** Marks too close to stand side by side become one; `apartMs` is what one takes. */
export function groupMarks(marks: readonly Mark[], apartMs: number): Mark[][] {
  const groups: Mark[][] = []
  let beganMs = -Infinity
  for (const mark of marks) {
    if (mark.startMs - beganMs < apartMs) groups.at(-1)?.push(mark)
    else {
      groups.push([mark])
      beganMs = mark.startMs
    }
  }
  return groups
}

function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length <= 80 ? text : `${characters.slice(0, 79).join('').trimEnd()}…`
}
