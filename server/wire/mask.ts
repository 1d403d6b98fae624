import { randomFillSync } from 'node:crypto'

/** A frame's mask is four bytes, and its text is these, over and over, in an exclusive or (RFC 6455, section 5.3). */
export const maskBytes = 4

/** Writes a mask that nobody can foresee at `at`. */
export function drawMask(frame: Buffer, at: number): void {
  if (nextMask === masks.length) {
    randomFillSync(masks)
    nextMask = 0
  }
  masks.copy(frame, at, nextMask, nextMask + maskBytes)
  nextMask += maskBytes
}

/** Drawn many at a time: one draw costs as much as a frame. */
const masks = Buffer.allocUnsafeSlow(2_048 * maskBytes)
let nextMask = masks.length

/**
 * Masks or unmasks `length` bytes of `data` from `at` on into `to` at `toAt`, which may
 * be the same place. The mask stands in `data` at `maskAt`.
 */
export function applyMask(
  data: Buffer,
  maskAt: number,
  at: number,
  length: number,
  to: Buffer,
  toAt: number,
): void {
  data.copy(slice, 0, maskAt, maskAt + maskBytes)
  const mask = words[0] ?? 0
  for (let done = 0; done < length; done += slice.length) {
    const bytes = Math.min(slice.length, length - done)
    data.copy(slice, 0, at + done, at + done + bytes)
    const count = Math.ceil(bytes / maskBytes)
    for (let i = 0; i < count; i += 1) words[i] = (words[i] ?? 0) ^ mask
    slice.copy(to, toAt + done, 0, bytes)
  }
}

/** Four bytes at a time: one by one takes seven times as long. A slice is where they are, a word what they look like. */
const words = new Int32Array(1_024)
const slice = Buffer.from(words.buffer)
