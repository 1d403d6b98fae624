import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { upgradeAnswer, upgradeHead } from '#tests/fixtures/upgrade-head.ts'
import { lineTo, takeLine } from './direct-line.ts'
import { isAscii, readDirectly } from './read-directly.ts'

/** Which end of the connection reads; its peer is a bare socket. */
type Side = 'server' | 'client'
type Frame = {
  opcode: number
  body: Buffer
  isFinal?: boolean
  flags?: number
  wrongMask?: boolean
}
/** How an end reads: by `ws` alone, or directly, from the connection's stream or past it. */
type Way = 'by ws' | 'from its stream' | 'past its stream'
/** What an end makes of the bytes that come: messages, pings, what is wrong, and the code that it closes with. */
type Heard = (string | number)[]

const payloadMax = 40_000

let server: Server
const lines = new Set<Socket>()

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1')
  server.on('connection', (line) => lines.add(line))
  await once(server, 'listening')
})
afterEach(async () => {
  for (const line of lines) line.destroy()
  lines.clear()
  server.removeAllListeners('upgrade').close()
  await once(server, 'close')
})

const port = () => (server.address() as AddressInfo).port

/**
 * A WebSocket that is open, the connection below it, and its peer's end of that.
 * `isLine`: it can be read past its stream.
 */
async function openPair(
  side: Side,
  isLine: boolean,
  onOpen: (socket: WebSocket, line: Socket) => void,
): Promise<{ socket: WebSocket; line: Socket; peer: Socket }> {
  const upgraded = once(server, 'upgrade')
  if (side === 'client') {
    const url = `ws://127.0.0.1:${port()}`
    const socket = new WebSocket(url, {
      maxPayload: payloadMax,
      perMessageDeflate: false,
      ...(isLine && { createConnection: lineTo(url) }),
    })
    const opened = new Promise<Socket>((resolve) => {
      socket.on('upgrade', ({ socket: line }) => {
        socket.on('open', () => {
          onOpen(socket, line)
          resolve(line)
        })
      })
    })
    const [request, peer] = (await upgraded) as [IncomingMessage, Socket]
    peer.write(upgradeAnswer(request.headers['sec-websocket-key']))
    return { socket, line: await opened, peer }
  }
  const peer = connect(port(), '127.0.0.1')
  peer.write(upgradeHead())
  const [request, accepted, head] = (await upgraded) as [IncomingMessage, Socket, Buffer]
  const line = isLine ? takeLine(accepted) : accepted
  const sockets = new WebSocketServer({ noServer: true, maxPayload: payloadMax })
  const socket = await new Promise<WebSocket>((resolve) => {
    sockets.handleUpgrade(request, line, head, (open) => {
      onOpen(open, line)
      resolve(open)
    })
  })
  const [answer] = (await once(peer, 'data')) as [Buffer]
  expect(answer.toString()).toBe(upgradeAnswer(request.headers['sec-websocket-key']))
  return { socket, line, peer }
}

/** What an end hears that gets exactly these pieces, one read each. */
async function hear(side: Side, pieces: readonly Buffer[], way: Way): Promise<Heard> {
  const heard: Heard = []
  const { socket, line, peer } = await openPair(side, way === 'past its stream', (open, below) => {
    if (way === 'by ws') return
    const take = (text: string) => {
      if (!isAscii(text) || text.startsWith('b')) return false
      heard.push(text)
      return true
    }
    readDirectly(open, below, { isMasked: side === 'server', take })
  })
  let isOver = false
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      isOver = true
      resolve(code)
    })
  })
  socket.on('error', (error: NodeJS.ErrnoException) => heard.push(String(error.code)))
  socket.on('message', (data, isBinary) =>
    heard.push(`${isBinary ? 'binary ' : ''}${String(data)}`),
  )
  socket.on('ping', (data) => heard.push(`ping ${String(data)}`))
  peer
    .on('end', () => (isOver = true))
    .on('error', () => undefined)
    .setNoDelay()
    .resume()
  for (const piece of pieces) {
    const readBytes = line.bytesRead
    peer.write(piece)
    while (line.bytesRead === readBytes && !isOver) await nextTurn()
  }
  peer.end()
  return [...heard, await closed]
}

function encode(side: Side, { opcode, body, isFinal = true, flags = 0, wrongMask = false }: Frame) {
  const isMasked = (side === 'server') !== wrongMask
  const maskBit = isMasked ? 0x80 : 0
  const long = Buffer.from([126 | maskBit, body.length >> 8, body.length & 0xff])
  const length = body.length < 126 ? Buffer.from([body.length | maskBit]) : long
  const mask = Buffer.from([1, 0x82, 0x43, 0xf4])
  const masked = Buffer.from(body.map((byte, i) => byte ^ mask[i % 4]!))
  const first = Buffer.from([(isFinal ? 0x80 : 0) | flags | opcode])
  return Buffer.concat(isMasked ? [first, length, mask, masked] : [first, length, body])
}

const text = (body: string): Frame => ({ opcode: 1, body: Buffer.from(body) })

const plainText = fc.oneof(
  fc.stringMatching(/^[ab][ -~]{0,40}$/),
  fc.nat(300).map((length) => 'a'.repeat(length)),
  fc.constantFrom(1_000, 32_768, 32_769, 40_000).map((length) => 'a'.repeat(length)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const inOrder: fc.Arbitrary<Frame[]> = fc.oneof(
  { weight: 5, arbitrary: plainText.map((body) => [text(body)]) },
  fc.uint8Array({ maxLength: 30 }).map((body) => [{ opcode: 2, body: Buffer.from(body) }]),
  fc.stringMatching(/^[a-z]{0,9}$/).map((body) => [{ ...text(body), opcode: 9 }]),
  plainText.map((body) => [
    { ...text(body), isFinal: false },
    { opcode: 9, body: Buffer.from('between') },
    { opcode: 0, body: Buffer.from('a'), isFinal: false },
    { opcode: 0, body: Buffer.from('an end') },
  ]),
)
const outOfOrder: fc.Arbitrary<Frame[]> = fc.constantFrom<Frame[]>(
  [{ ...text('a'), flags: 0x40 }],
  [{ ...text('a'), wrongMask: true }],
  [{ opcode: 3, body: Buffer.from('a') }],
  [{ opcode: 0, body: Buffer.from('a') }],
  [{ ...text('a'), isFinal: false }, text('a')],
  [{ opcode: 1, body: Buffer.from([0xff, 0xfe]) }],
  [{ opcode: 9, body: Buffer.alloc(126) }],
  [text('a'.repeat(payloadMax + 1))],
  [{ opcode: 8, body: Buffer.from([0x03, 0xe8]) }],
  [{ opcode: 8, body: Buffer.from([0x00, 0x01]) }],
  [{ opcode: 8, body: Buffer.alloc(0) }],
)

/** Cuts bytes at these places, as a network might. */
function cutUp(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set(places.map((place) => place % bytes.length))].toSorted((a, b) => a - b)
  return [0, ...cuts]
    .map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length))
    .filter((piece) => piece.length > 0)
}

const sides = ['server', 'client'] as const

test.each(sides)(
  '[PATH-6] read directly, a %s hears what `ws` alone would, whatever comes and however it is cut',
  async (side) => {
    const stream = fc.array(fc.oneof({ weight: 6, arbitrary: inOrder }, outOfOrder), {
      minLength: 1,
      maxLength: 10,
    })
    const places = fc.array(fc.nat(), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(stream, places, async (frames, cuts) => {
        const bytes = Buffer.concat(frames.flat().map((frame) => encode(side, frame)))
        const pieces = cutUp(bytes, cuts)
        const heard = await hear(side, pieces, 'by ws')
        expect(await hear(side, pieces, 'from its stream')).toEqual(heard)
        expect(await hear(side, pieces, 'past its stream')).toEqual(heard)
      }),
      { numRuns: 100 },
    )
  },
)

test.each(sides)('[PATH-6] a length beyond all numbers ends a %s, as `ws` says', async (side) => {
  const mask = side === 'server' ? 0x80 : 0
  for (const length of [2n ** 32n, 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n]) {
    const head = Buffer.alloc(20, 0xff)
    head.set([0x81, 127 | mask])
    head.writeBigUInt64BE(length, 2)
    const heard = await hear(side, [head], 'by ws')
    expect(heard).toEqual([expect.stringMatching(/^WS_ERR_UNSUPPORTED_/), 1006])
    expect(await hear(side, [head], 'from its stream')).toEqual(heard)
    expect(await hear(side, [head], 'past its stream')).toEqual(heard)
  }
})

test.each(sides)('[PATH-6] of a %s, a text that comes whole is read directly', async (side) => {
  const taken: string[] = []
  const { socket, peer } = await openPair(side, true, (open, line) => {
    readDirectly(open, line, {
      isMasked: side === 'server',
      take: (shown) => taken.push(shown) > 0,
    })
  })
  const messages: string[] = []
  socket.on('message', (data) => messages.push(String(data)))
  const pinged = once(socket, 'ping')
  const texts = ['', 'a', 'a'.repeat(125), 'a'.repeat(126), 'a'.repeat(32_768)]
  const frames = [...texts.map(text), { opcode: 9, body: Buffer.alloc(0) }]
  peer.resume().write(Buffer.concat(frames.map((frame) => encode(side, frame))))
  await pinged
  expect(taken).toEqual(texts)
  expect(messages).toEqual([])
  socket.terminate()
})
