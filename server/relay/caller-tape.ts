/**
 * The newest audio of one caller, as the model gets it: mu-law at 8 kHz in a ring
 * of memory of its own. Held as text in the call's session, a second of audio
 * per call would be the most that the garbage collector has to do.
 */
export type CallerTape = {
  /** Adds audio (base64) behind the rest; at least the newest `keepBytes`, this included, stay. */
  keep(payload: string, keepBytes: number): void
  /** The newest `bytes`, oldest first, in pieces (base64) of a second at most. */
  newest(bytes: number): string[]
}

const firstBytes = 8 * 1_024
const pieceBytes = 8_000

export function createCallerTape(): CallerTape {
  let ring = Buffer.allocUnsafeSlow(firstBytes)
  /** Where the next byte goes. */
  let at = 0
  let filled = 0

  const read = (bytes: number): Buffer => {
    const from = (at - bytes + ring.length) % ring.length
    if (from + bytes <= ring.length) return ring.subarray(from, from + bytes)
    return Buffer.concat([ring.subarray(from), ring.subarray(0, bytes - (ring.length - from))])
  }
  const grow = (bytes: number) => {
    const larger = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(bytes)))
    at = read(filled).copy(larger)
    ring = larger
  }
  const write = (bytes: Buffer) => {
    const head = bytes.copy(ring, at)
    if (head < bytes.length) bytes.copy(ring, 0, head)
  }
  return {
    keep(payload, keepBytes) {
      const bytes = Buffer.byteLength(payload, 'base64')
      if (Math.max(bytes, keepBytes) > ring.length) grow(Math.max(bytes, keepBytes))
      // A frame mostly fits before the ring's end, and needs no buffer of its own.
      if (at + bytes <= ring.length) ring.write(payload, at, 'base64')
      else write(Buffer.from(payload, 'base64'))
      at = (at + bytes) % ring.length
      filled = Math.min(filled + bytes, ring.length)
    },
    newest(bytes) {
      const audio = read(Math.min(bytes, filled))
      const pieces: string[] = []
      for (let from = 0; from < audio.length; from += pieceBytes) {
        pieces.push(audio.toString('base64', from, Math.min(from + pieceBytes, audio.length)))
      }
      return pieces
    },
  }
}
