/**
 * The playback ledger: per assistant item, how much audio was sent to the
 * carrier and how much of it the caller has heard.
 *
 * The carrier plays what it gets in order and echoes a mark when playback
 * reaches it, but also when the queue is cleared (Twilio's docs, "Media Streams:
 * WebSocket messages"). A mark therefore carries a generation that every clear
 * advances: an echo of an older generation proves nothing. Between two marks,
 * time itself is the estimate, never beyond what was sent.
 */
export type PlaybackItem = {
  itemId: string
  /** The model session that spoke it; null: audio of our own, which no model can truncate. */
  model: number | null
  sentMs: number
  /** How far it is covered by marks. */
  markedMs: number
  heardMs: number
  /** Media clock at which its first sample is, or will be, heard. */
  startMs: number
  /** The model has sent the last of it. */
  complete: boolean
}

export type Playback = {
  generation: number
  /** In playing order; finished items leave. */
  items: readonly PlaybackItem[]
  /** `nowMs` of the last proof of progress: playback began, or a mark was reached. */
  progressAtMs: number
}

export const emptyPlayback: Playback = { generation: 0, items: [], progressAtMs: 0 }

/** What a barge-in makes of an item: `audioEndMs` goes to the model, both go to the transcript. */
export type Truncation = {
  itemId: string
  model: number | null
  audioEndMs: number
  sentMs: number
}

/**
 * A mark after the first piece of an item, then one this often: every mark costs
 * a message each way, and between marks time is as good a witness.
 */
export const markEveryMs = 200

/** Enters `audioMs` of an item as sent; answers the mark that proves it heard, where one is due. */
export function recordSent(
  playback: Playback,
  sent: { itemId: string; model: number | null; audioMs: number; nowMs: number; mediaMs: number },
): { playback: Playback; mark: string | null } {
  const idle = playback.items.every(isHeard)
  const known = playback.items.find((item) => item.itemId === sent.itemId)
  const item = known ?? {
    itemId: sent.itemId,
    model: sent.model,
    sentMs: 0,
    markedMs: 0,
    heardMs: 0,
    startMs: sent.mediaMs + unheardMs(playback, sent.nowMs),
    complete: false,
  }
  const sentMs = item.sentMs + sent.audioMs
  const marks = item.markedMs === 0 || sentMs - item.markedMs >= markEveryMs
  // More of an item that was said to be complete: its end needs another mark.
  const grown = { ...item, sentMs, markedMs: marks ? sentMs : item.markedMs, complete: false }
  return {
    playback: {
      generation: playback.generation,
      items: known ? replace(playback.items, grown) : [...playback.items, grown],
      progressAtMs: idle ? sent.nowMs : playback.progressAtMs,
    },
    mark: marks ? markOf(playback, grown) : null,
  }
}

/**
 * The model has sent all of an item; it leaves as soon as it is heard. Answers
 * the mark that proves its end, unless the last piece had one.
 */
export function recordComplete(
  playback: Playback,
  itemId: string,
): { playback: Playback; mark: string | null } {
  const item = playback.items.find((entry) => entry.itemId === itemId)
  if (!item || item.complete) return { playback, mark: null }
  const mark = item.sentMs - item.markedMs < 1 ? null : markOf(playback, item)
  const complete = { ...item, complete: true, markedMs: item.sentMs }
  return {
    playback: withoutFinished({ ...playback, items: replace(playback.items, complete) }),
    mark,
  }
}

/** Takes an echoed mark as proof; echoes of an older generation, or of nothing known, change nothing. */
export function recordMark(playback: Playback, name: string, nowMs: number): Playback {
  const mark = parseMark(name)
  if (!mark || mark.generation !== playback.generation) return playback
  const index = playback.items.findIndex((item) => item.itemId === mark.itemId)
  if (index === -1) return playback
  // Audio plays in order: whatever was queued before the mark has been heard as well.
  const items = playback.items.map((item, place) => {
    if (place < index) return { ...item, heardMs: item.sentMs }
    if (place > index) return item
    return { ...item, heardMs: Math.max(item.heardMs, Math.min(mark.sentMs, item.sentMs)) }
  })
  return withoutFinished({ ...playback, items, progressAtMs: nowMs })
}

/** Forgets everything queued, as a clear does, and says how much of each unfinished item was heard. */
export function cutOff(
  playback: Playback,
  nowMs: number,
): { playback: Playback; truncations: readonly Truncation[] } {
  const truncations = heardEstimates(playback, nowMs).map(({ item, heardMs }) => ({
    itemId: item.itemId,
    model: item.model,
    audioEndMs: Math.floor(heardMs),
    sentMs: item.sentMs,
  }))
  return {
    playback: { generation: playback.generation + 1, items: [], progressAtMs: nowMs },
    truncations,
  }
}

/** How much of each item a cut leaves in what the caller heard, ms; an item that was heard is left whole. */
export function leftHeard(
  truncations: readonly Truncation[],
): { itemId: string; heardMs: number }[] {
  return truncations.map(({ itemId, audioEndMs, sentMs }) => ({
    itemId,
    heardMs: sentMs - audioEndMs < 1 ? Math.ceil(sentMs) : audioEndMs,
  }))
}

/** True while the caller has something left to hear. */
export function isPlaying(playback: Playback): boolean {
  return playback.items.some((item) => !isHeard(item))
}

/** What is queued at the carrier and not heard yet, ms. */
export function unheardMs(playback: Playback, nowMs: number): number {
  return heardEstimates(playback, nowMs).reduce(
    (sum, { item, heardMs }) => sum + item.sentMs - heardMs,
    0,
  )
}

/** Time since the last proof is spent on the items in turn: what is left over reaches the next one. */
function heardEstimates(playback: Playback, nowMs: number) {
  let elapsedMs = Math.max(0, nowMs - playback.progressAtMs)
  return playback.items.map((item) => {
    const gainedMs = Math.min(elapsedMs, item.sentMs - item.heardMs)
    elapsedMs -= gainedMs
    return { item, heardMs: item.heardMs + gainedMs }
  })
}

function isHeard(item: PlaybackItem): boolean {
  // Marks carry whole ms, so an item is heard when less than one is missing.
  return item.sentMs - item.heardMs < 1
}

function withoutFinished(playback: Playback): Playback {
  const items = playback.items.filter((item) => !(item.complete && isHeard(item)))
  return items.length === playback.items.length ? playback : { ...playback, items }
}

function replace(items: readonly PlaybackItem[], changed: PlaybackItem): readonly PlaybackItem[] {
  return items.map((item) => (item.itemId === changed.itemId ? changed : item))
}

function markOf(playback: Playback, item: PlaybackItem): string {
  return `${playback.generation}:${Math.round(item.sentMs)}:${item.itemId}`
}

/** What a mark says; null: none of ours. */
export function parseMark(name: string) {
  const match = /^(\d+):(\d+):(.+)$/s.exec(name)
  if (!match) return null
  return { generation: Number(match[1]), sentMs: Number(match[2]), itemId: match[3] ?? '' }
}
