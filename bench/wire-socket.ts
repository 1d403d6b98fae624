/** WebSockets of the load generator, both ends, on bare TCP sockets. */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { request, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Socket } from 'node:net'
import { createFrameReader, encodeFrame, opcodes } from './frame-codec.ts'

export type WireSocket = {
  /** Set before the next turn of the event loop, or what arrives meanwhile is lost. */
  onText: (text: string) => void
  send(text: string): void
  close(): void
  destroy(): void
  closed: Promise<void>
}

/** Connects as a client; rejects when the upgrade is refused. */
export function connectWire(options: {
  url: string
  headers: Record<string, string>
}): Promise<WireSocket> {
  return new Promise((resolve, reject) => {
    const asking = request(options.url.replace(/^ws/, 'http'), {
      agent: false,
      headers: {
        ...options.headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    })
    asking.once('upgrade', (_response, socket, head) => resolve(wireSocket(socket, head, true)))
    asking.once('response', (response) => {
      response.resume()
      reject(new Error(`The relay answered the upgrade with HTTP status ${response.statusCode}.`))
    })
    asking.once('error', reject)
    asking.end()
  })
}

/** Accepts a client's upgrade. */
export function acceptWire(upgrade: IncomingMessage, socket: Duplex, head: Buffer): WireSocket {
  const key = upgrade.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  const protocol = upgrade.headers['sec-websocket-protocol']?.split(',')[0]?.trim()
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      (protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`) +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  return wireSocket(socket, head, false)
}

function wireSocket(socket: Duplex, head: Buffer, isClient: boolean): WireSocket {
  if (socket instanceof Socket) socket.setNoDelay(true)
  const maskKey = isClient ? randomInt(2 ** 32) : null
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(encodeFrame(opcode, payload, maskKey))
  }
  const wire: WireSocket = {
    onText: () => undefined,
    send: (text) => write(opcodes.text, Buffer.from(text)),
    close: () => write(opcodes.close, Buffer.from([0x03, 0xe8])),
    destroy: () => void socket.destroy(),
    closed: new Promise((resolve) => {
      socket.once('close', () => resolve())
    }),
  }
  const read = createFrameReader((opcode, payload) => {
    if (opcode === opcodes.text) return wire.onText(payload.toString())
    if (opcode === opcodes.ping) return write(opcodes.pong, payload)
    if (opcode !== opcodes.close) return undefined
    write(opcodes.close, payload.subarray(0, 2))
    return void socket.end()
  })
  // 'close' follows.
  socket.on('error', () => undefined)
  socket.on('data', read)
  if (head.length > 0) setImmediate(() => read(head))
  return wire
}
