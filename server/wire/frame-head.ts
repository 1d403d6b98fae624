import { maskBytes } from './mask.ts'

/** The head of a WebSocket frame (RFC 6455, section 5.2); made once and filled again and again. */
export type FrameHead = {
  isFinal: boolean
  /** A bit is set that only extensions use. */
  isExtended: boolean
  opcode: number
  isMasked: boolean
  /** Where the mask stands, if there is one. */
  maskAt: number
  bodyAt: number
  bodyBytes: number
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export function newFrameHead(): FrameHead {
  const nowhere = { maskAt: 0, bodyAt: 0, bodyBytes: 0 }
  return { isFinal: false, isExtended: false, opcode: 0, isMasked: false, ...nowhere }
}

/** Fills `head` with the one that begins at `at`; false: its end has not come yet. */
export function readFrameHead(data: Buffer, at: number, head: FrameHead): boolean {
  const first = data[at]
  const second = data[at + 1]
  if (first === undefined || second === undefined) return false
  const lengthCode = second & 0x7f
  const lengthBytes = lengthCode < 126 ? 0 : lengthCode === 126 ? 2 : 8
  head.isFinal = (first & 0x80) !== 0
  head.isExtended = (first & 0x70) !== 0
  head.opcode = first & 0x0f
  head.isMasked = (second & 0x80) !== 0
  head.maskAt = at + 2 + lengthBytes
  head.bodyAt = head.maskAt + (head.isMasked ? maskBytes : 0)
  if (head.bodyAt > data.length) return false
  if (lengthBytes === 0) head.bodyBytes = lengthCode
  else if (lengthBytes === 2) head.bodyBytes = data.readUInt16BE(at + 2)
  else head.bodyBytes = Number(data.readBigUInt64BE(at + 2))
  return true
}
