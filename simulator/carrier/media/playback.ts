import { MULAW_SILENCE } from '#core/audio/g711.ts'

/**
 * Audio waiting to be heard, in order, with marks between the bytes. What is read is what the
 * person hears; what is cleared was never heard.
 */
export type Playback = {
  readonly isEmpty: boolean
  enqueue(audio: Uint8Array): void
  /** Calls `reached` when everything queued so far was read, or was cleared; at once when empty. */
  mark(reached: () => void): void
  clear(): void
  /** Fills `frame` with the next bytes and silence after them; returns how many were audio. */
  readInto(frame: Uint8Array): number
}

type Mark = { atByte: number; reached(): void }

/** An empty playback. Positions are counted in bytes since the beginning, so 8 of them are 1 ms. */
export function createPlayback(): Playback {
  let chunks: Uint8Array[] = []
  let marks: Mark[] = []
  let offset = 0
  let readBytes = 0
  let queuedBytes = 0

  function reachMarks(): void {
    while (marks[0] && marks[0].atByte <= readBytes) marks.shift()?.reached()
  }
  function readInto(frame: Uint8Array): number {
    let filled = 0
    for (let chunk = chunks[0]; chunk && filled < frame.length; chunk = chunks[0]) {
      const part = chunk.subarray(offset, offset + frame.length - filled)
      frame.set(part, filled)
      filled += part.length
      offset += part.length
      if (offset === chunk.length) {
        chunks.shift()
        offset = 0
      }
    }
    frame.fill(MULAW_SILENCE, filled)
    readBytes += filled
    if (marks.length > 0) reachMarks()
    return filled
  }
  return {
    get isEmpty() {
      return readBytes === queuedBytes
    },
    enqueue(audio) {
      if (audio.length === 0) return
      chunks.push(audio)
      queuedBytes += audio.length
    },
    mark(reached) {
      if (readBytes === queuedBytes) reached()
      else marks.push({ atByte: queuedBytes, reached })
    },
    clear() {
      const dropped = marks
      marks = []
      chunks = []
      offset = 0
      readBytes = queuedBytes
      for (const mark of dropped) mark.reached()
    },
    readInto,
  }
}
