/**
 * One WebSocket text frame, unmasked as a server's are (RFC 6455, section 5.2),
 * head and text in one buffer. `ws` writes both by themselves; at fifty frames a
 * second and call that second buffer is a third of what sending costs (figures:
 * docs/decisions/010). `text` must be ASCII, as JSON of base64 and ids is.
 */
export function textFrame(text: string): Buffer {
  const buffer = Buffer.allocUnsafe(frameBytes(text))
  writeFrame(buffer, 0, text)
  return buffer
}

/** Two frames that leave together, in one write. */
export function textFrames(first: string, second: string): Buffer {
  const buffer = Buffer.allocUnsafe(frameBytes(first) + frameBytes(second))
  writeFrame(buffer, writeFrame(buffer, 0, first), second)
  return buffer
}

/** A whole message that is text. */
const finalText = 0x81
const twoByteLength = 126
const eightByteLength = 127

function frameBytes(text: string): number {
  if (text.length < twoByteLength) return text.length + 2
  return text.length + (text.length < 65_536 ? 4 : 10)
}

/** Answers where the next frame begins. */
function writeFrame(buffer: Buffer, start: number, text: string): number {
  const { length } = text
  buffer[start] = finalText
  if (length < twoByteLength) {
    buffer[start + 1] = length
    return start + 2 + buffer.write(text, start + 2, 'latin1')
  }
  if (length < 65_536) {
    buffer[start + 1] = twoByteLength
    buffer.writeUInt16BE(length, start + 2)
    return start + 4 + buffer.write(text, start + 4, 'latin1')
  }
  buffer[start + 1] = eightByteLength
  buffer.writeBigUInt64BE(BigInt(length), start + 2)
  return start + 10 + buffer.write(text, start + 10, 'latin1')
}
