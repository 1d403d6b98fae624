import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'

/** What is known of a body once all of it has passed. */
export type BodyFacts = { bytes: number; sha256: string; head: Uint8Array }

/** Measures what is written through it, a piece at a time. */
export type BodyMeasure = {
  add(chunk: Uint8Array): void
  facts(): BodyFacts
}

export function measureBody(): BodyMeasure {
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let bytes = 0
  return {
    add(chunk) {
      if (bytes < HEAD_BYTES_MAX)
        head.push(new Uint8Array(chunk.subarray(0, HEAD_BYTES_MAX - bytes)))
      hash.update(chunk)
      bytes += chunk.length
    },
    facts: () => ({
      bytes,
      sha256: hash.digest('hex'),
      head: new Uint8Array(Buffer.concat(head)),
    }),
  }
}

/** Enough of a file for a WAV's header. */
export const HEAD_BYTES_MAX = 65_536

/** A piece no larger than this is hashed and written at once: a millisecond's work, no more. */
const PIECE_BYTES_MAX = 65_536

/** `body` in pieces that never hold the process up: between two of them everything else has its turn. */
export async function* inPieces(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES_MAX) {
      yield chunk.subarray(at, at + PIECE_BYTES_MAX)
      await breathe()
    }
  }
}
