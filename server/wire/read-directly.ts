import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { divertLine } from './direct-line.ts'
import { newFrameHead, opcodes, readFrameHead, type FrameHead } from './frame-head.ts'
import { applyMask } from './mask.ts'

/** Answers whether it wanted the text. */
export type TakeText = (text: string) => boolean

/**
 * Shows `take` the text messages of an open WebSocket as they arrive on `line`, the
 * connection below it: `ws` needs a stream and two events for each, a fifth of what
 * the audio's path costs (docs/decisions/010). What `take` does not want, what is long
 * or came in pieces, and whatever is no text goes to `ws`, in its place among the rest.
 * From a close on, or the first thing that is not in order, so does all of it: what to
 * make of that is for `ws` to say.
 *
 * To be called as the socket opens, before anything is read. A byte is shown as a letter,
 * so that a text is what was sent only as far as it is ASCII, as audio is.
 */
export function readDirectly(
  socket: WebSocket,
  line: Socket,
  { isMasked, take }: { isMasked: boolean; take: TakeText },
): void {
  const [readByWs] = line.listeners('data') as ((this: Socket, bytes: Buffer) => void)[]
  if (readByWs === undefined) throw new Error('The WebSocket does not read yet.')
  const head = newFrameHead()
  /** What is to come of a frame that `ws` has begun to read. */
  let owedBytes = 0
  /** The beginning of a head whose rest is to come. */
  let cut: Buffer | null = null
  /** A message is under way that comes in several frames. */
  let isSplit = false

  // What is read may lie in memory that the next read is written to.
  const pass = (bytes: Buffer) => readByWs.call(line, Buffer.from(bytes))
  const stop = () => {
    divertLine(line, null)
    line.off('data', read)
  }
  const leave = (bytes: Buffer) => {
    stop()
    line.on('data', readByWs)
    pass(bytes)
  }

  function read(chunk: Buffer): void {
    const data = cut === null ? chunk : Buffer.concat([cut, chunk])
    cut = null
    if (socket.readyState !== WebSocket.OPEN) return leave(data)
    /** Up to here it was taken, and up to `at` we know what it is. */
    let from = 0
    let at = Math.min(owedBytes, data.length)
    owedBytes -= at
    while (at < data.length) {
      if (!readFrameHead(data, at, head)) {
        cut = Buffer.from(data.subarray(at))
        break
      }
      if (head.isMasked !== isMasked || !isInOrder(head, isSplit)) return leave(data.subarray(from))
      if (head.opcode < opcodes.close) isSplit = !head.isFinal
      const endAt = head.bodyAt + head.bodyBytes
      const isWhole = isShortText(head) && endAt <= data.length
      // Behind anything that is for `ws`, everything is: it may find something wrong with that.
      if (from === at && isWhole && take(textOf(data, head))) from = endAt
      owedBytes = Math.max(0, endAt - data.length)
      at = endAt - owedBytes
    }
    if (from < at) pass(data.subarray(from, at))
  }
  // Some of it may have come with the upgrade, and is in its stream.
  line.on('data', read).off('data', readByWs)
  divertLine(line, read)
  // It reads no more then, and would hold up whatever it is given.
  socket.once('error', stop)
}

function isInOrder({ opcode, isExtended, bodyBytes }: FrameHead, isSplit: boolean): boolean {
  if (isExtended || bodyBytes > bodyBytesMax) return false
  switch (opcode) {
    case opcodes.continuation:
      return isSplit
    case opcodes.text:
    case opcodes.binary:
      return !isSplit
    default:
      return opcode === opcodes.ping || opcode === opcodes.pong
  }
}

/** Nobody allows so much; and a length may be said that no number holds to the byte. */
const bodyBytesMax = 2 ** 32

/** Longer ones are for `ws`, which knows how long they may be. */
const textBytesMax = 32 * 1_024

function isShortText({ opcode, isFinal, bodyBytes }: FrameHead): boolean {
  return opcode === opcodes.text && isFinal && bodyBytes <= textBytesMax
}

/** Texts are unmasked here: `ws` wants its frames as they came, and unmasks them itself. */
const unmasked = Buffer.allocUnsafeSlow(textBytesMax)

function textOf(data: Buffer, { isMasked, maskAt, bodyAt, bodyBytes }: FrameHead): string {
  if (!isMasked) return data.toString('latin1', bodyAt, bodyAt + bodyBytes)
  applyMask(data, maskAt, bodyAt, bodyBytes, unmasked, 0)
  return unmasked.toString('latin1', 0, bodyBytes)
}

/** Whether a text that was shown is the one that was sent. */
export function isAscii(text: string): boolean {
  return ascii.test(text)
}

const ascii = /^[\0-\x7f]*$/
