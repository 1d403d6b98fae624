/**
 * WebSocket frames (RFC 6455, section 5), as little work as can be: the load
 * generator shares the machine with what it measures, so it must cost a
 * fraction of it, and it must not be slow in the same places as `ws` is.
 */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** One whole frame; `maskKey` as clients must, null as servers must not. */
export function encodeFrame(opcode: number, payload: Buffer, maskKey: number | null): Buffer {
  const lengthBytes = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8
  const maskAt = 2 + lengthBytes
  const payloadAt = maskAt + (maskKey === null ? 0 : 4)
  const frame = Buffer.allocUnsafe(payloadAt + payload.length)
  frame[0] = 0x80 | opcode
  const lengthCode = lengthBytes === 0 ? payload.length : lengthBytes === 2 ? 126 : 127
  frame[1] = lengthCode | (maskKey === null ? 0 : 0x80)
  if (lengthBytes === 2) frame.writeUInt16BE(payload.length, 2)
  if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(payload.length), 2)
  payload.copy(frame, payloadAt)
  if (maskKey !== null) {
    frame.writeUInt32BE(maskKey, maskAt)
    unmask(frame, maskAt, payloadAt, payload.length)
  }
  return frame
}

export type FrameReader = (bytes: Buffer) => void

/** Cuts what a socket delivers into frames; texts come whole, however they were split. */
export function createFrameReader(onFrame: (opcode: number, payload: Buffer) => void): FrameReader {
  let rest: Buffer | null = null
  let split: Buffer[] = []
  let splitOpcode = 0

  const take = (isLast: boolean, opcode: number, payload: Buffer) => {
    if (opcode >= opcodes.close) return onFrame(opcode, payload)
    if (isLast && split.length === 0) return onFrame(opcode, payload)
    if (opcode !== opcodes.continuation) splitOpcode = opcode
    // The bytes belong to the socket's buffer, which may be reused before the rest comes.
    split.push(Buffer.from(payload))
    if (!isLast) return
    const whole = Buffer.concat(split)
    split = []
    onFrame(splitOpcode, whole)
  }

  return (bytes) => {
    const data = rest === null ? bytes : Buffer.concat([rest, bytes])
    let at = 0
    for (;;) {
      const frame = readHead(data, at)
      if (frame === null || frame.end > data.length) break
      if (frame.maskAt !== null) unmask(data, frame.maskAt, frame.start, frame.end - frame.start)
      take(frame.isLast, frame.opcode, data.subarray(frame.start, frame.end))
      at = frame.end
    }
    rest = at === data.length ? null : data.subarray(at)
  }
}

type FrameHead = {
  isLast: boolean
  opcode: number
  maskAt: number | null
  start: number
  end: number
}

function readHead(data: Buffer, at: number): FrameHead | null {
  const first = data[at]
  const second = data[at + 1]
  if (first === undefined || second === undefined) return null
  const lengthCode = second & 0x7f
  const lengthBytes = lengthCode === 126 ? 2 : lengthCode === 127 ? 8 : 0
  const isMasked = (second & 0x80) !== 0
  const start = at + 2 + lengthBytes + (isMasked ? 4 : 0)
  if (data.length < start) return null
  let length = lengthCode
  if (lengthBytes === 2) length = data.readUInt16BE(at + 2)
  if (lengthBytes === 8) length = Number(data.readBigUInt64BE(at + 2))
  return {
    isLast: (first & 0x80) !== 0,
    opcode: first & 0x0f,
    maskAt: isMasked ? start - 4 : null,
    start,
    end: start + length,
  }
}

/** Masking and unmasking are the same. */
function unmask(data: Buffer, maskAt: number, start: number, length: number): void {
  for (let i = 0; i < length; i += 1) {
    data[start + i] = (data[start + i] ?? 0) ^ (data[maskAt + (i & 3)] ?? 0)
  }
}
