import { applyMask, drawMask, maskBytes } from './mask.ts'

/**
 * A WebSocket text frame, unmasked as a server's are (RFC 6455, section 5.2),
 * head and text in one buffer. `ws` writes both by themselves; at fifty frames a
 * second and call that second buffer is a third of what sending costs (figures:
 * docs/decisions/010). `text` must be ASCII, as JSON of base64 and ids is.
 */
export function textFrame(text: string): Buffer {
  const frame = Buffer.allocUnsafe(headBytes(text) + text.length)
  writeFrame(frame, 0, text)
  return frame
}

/** Two frames that leave together, in one write. */
export function textFrames(first: string, second: string): Buffer {
  const sizes = headBytes(first) + first.length + headBytes(second) + second.length
  const frames = Buffer.allocUnsafe(sizes)
  writeFrame(frames, writeFrame(frames, 0, first), second)
  return frames
}

/** The same of a client, whose frames are masked with bytes that nobody can foresee (section 5.3). */
export function maskedTextFrame(text: string): Buffer {
  const maskAt = headBytes(text)
  const textAt = maskAt + maskBytes
  const frame = Buffer.allocUnsafe(textAt + text.length)
  writeHead(frame, 0, text.length)
  frame[1] = (frame[1] ?? 0) | maskBit
  drawMask(frame, maskAt)
  frame.write(text, textAt, 'latin1')
  applyMask(frame, maskAt, textAt, text.length, frame, textAt)
  return frame
}

/** A whole message that is text. */
const finalText = 0x81
const maskBit = 0x80
const twoByteLength = 126
const eightByteLength = 127

function headBytes({ length }: string): number {
  if (length < twoByteLength) return 2
  return length < 65_536 ? 4 : 10
}

/** Answers where the next frame begins. */
function writeFrame(buffer: Buffer, start: number, text: string): number {
  const textAt = writeHead(buffer, start, text.length)
  return textAt + buffer.write(text, textAt, 'latin1')
}

/** Answers where what follows the head begins. */
function writeHead(buffer: Buffer, start: number, length: number): number {
  buffer[start] = finalText
  if (length < twoByteLength) {
    buffer[start + 1] = length
    return start + 2
  }
  if (length < 65_536) {
    buffer[start + 1] = twoByteLength
    buffer.writeUInt16BE(length, start + 2)
    return start + 4
  }
  buffer[start + 1] = eightByteLength
  buffer.writeBigUInt64BE(BigInt(length), start + 2)
  return start + 10
}
