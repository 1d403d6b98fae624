import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCallerTape } from './caller-tape.ts'

const joined = (pieces: readonly string[]) =>
  Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))

test('[TAPE-1] whatever frames come and however much is to be kept, the newest bytes are given back exactly', () => {
  const frame = fc.record({
    bytes: fc.integer({ min: 0, max: 9_000 }),
    keep: fc.integer({ min: 0, max: 40_000 }),
  })
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 40 }), (frames) => {
      const tape = createCallerTape()
      let all = Buffer.alloc(0)
      let kept = 0
      for (const { bytes, keep } of frames) {
        const audio = randomBytes(bytes)
        all = Buffer.concat([all, audio])
        // No more can be asked for than was kept so far.
        kept = Math.min(keep, kept + bytes)
        tape.keep(audio.toString('base64'), kept)
        const wanted = Math.min(kept, all.length)
        expect(joined(tape.newest(wanted))).toEqual(all.subarray(all.length - wanted))
      }
    }),
  )
})

test('[TAPE-2] more than was ever kept is all that was kept, in pieces of a second at most', () => {
  const tape = createCallerTape()
  expect(tape.newest(160)).toEqual([])
  const audio = randomBytes(20_001)
  tape.keep(audio.toString('base64'), 20_001)
  const pieces = tape.newest(1_000_000)
  expect(pieces.map((piece) => Buffer.byteLength(piece, 'base64'))).toEqual([8_000, 8_000, 4_001])
  expect(joined(pieces)).toEqual(audio)
})
