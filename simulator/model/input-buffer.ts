import { bytesPerMs, type AudioFormat } from './audio-format.ts'

export type InputBuffer = {
  append(bytes: Uint8Array): void
  /** Audio received since the session began, in ms: the clock of the detector's events. */
  receivedMs(): number
  /** Audio that the next commit would take. */
  heldMs(): number
  /** Takes the audio between two moments out of the buffer, and forgets all before. */
  take(fromMs: number, toMs: number): Uint8Array
  /** Forgets audio older than `ms` before the end. */
  keepLast(ms: number): void
  clear(): void
  format(): AudioFormat
  /** What is held is dropped: its bytes mean something else in another format. */
  setFormat(format: AudioFormat): void
}

/** The input audio buffer of a session, in the session's own format. */
export function createInputBuffer(initial: AudioFormat): InputBuffer {
  let current = initial
  let parts: Uint8Array[] = []
  let heldBytes = 0
  let endMs = 0
  const perMs = () => bytesPerMs(current)
  const startMs = () => endMs - heldBytes / perMs()

  function reset(bytes: Uint8Array): void {
    parts = bytes.length > 0 ? [bytes] : []
    heldBytes = bytes.length
  }

  function byteAt(atMs: number): number {
    const at = Math.round((atMs - startMs()) * perMs())
    return Math.min(heldBytes, Math.max(0, at - (at % 2)))
  }

  return {
    append(bytes) {
      parts.push(bytes)
      heldBytes += bytes.length
      endMs += bytes.length / perMs()
    },
    receivedMs: () => endMs,
    heldMs: () => heldBytes / perMs(),
    take(fromMs, toMs) {
      const [from, to] = [byteAt(fromMs), byteAt(toMs)]
      const whole = Buffer.concat(parts)
      reset(whole.subarray(to))
      return whole.subarray(from, to)
    },
    keepLast(ms) {
      if (heldBytes / perMs() < 2 * ms) return
      reset(Buffer.concat(parts).subarray(byteAt(endMs - ms)))
    },
    clear: () => reset(new Uint8Array()),
    format: () => current,
    setFormat(format) {
      if (format.type === current.type) return
      reset(new Uint8Array())
      current = format
    },
  }
}
