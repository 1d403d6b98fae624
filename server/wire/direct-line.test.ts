import { once } from 'node:events'
import { createServer as createSecureServer } from 'node:https'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { divertLine, lineTo, takeLine } from './direct-line.ts'
import { readDirectly } from './read-directly.ts'

let server: Server | null = null

afterEach(async () => {
  server?.close()
  if (server?.listening) await once(server, 'close')
  server = null
})

/** A peer that is connected, and the socket that a server accepted of it. */
async function accept(allowHalfOpen = true): Promise<{ accepted: Socket; peer: Socket }> {
  server = createServer({ allowHalfOpen }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepting = once(server, 'connection')
  const peer = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [accepted] = (await accepting) as [Socket]
  return { accepted, peer }
}

/** The end has been read, and waits behind what nobody has taken yet. */
function isEnded(socket: Socket): boolean {
  const { _readableState: state } = socket as unknown as { _readableState: { ended: boolean } }
  return state.ended
}

const untilRead = async (line: Socket, bytes: number) => {
  while (line.bytesRead < bytes) await nextTurn()
}

test('[PATH-7] a line that is taken over hears first what had come before', async () => {
  const { accepted, peer } = await accept()
  peer.write('before, ')
  await once(accepted, 'readable')
  const line = takeLine(accepted)
  expect(line).not.toBe(accepted)
  const heard: string[] = []
  line.on('data', (bytes: Buffer) => heard.push(bytes.toString()))
  await nextTurn()
  peer.write('after')
  await untilRead(line, 'before, after'.length)
  expect(heard.join('')).toBe('before, after')
  line.destroy()
  peer.destroy()
})

test('[PATH-7] a line that is taken over from a peer who had gone ends', async () => {
  const { accepted, peer } = await accept()
  peer.end('farewell')
  await once(accepted, 'readable')
  while (!isEnded(accepted)) await nextTurn()
  const line = takeLine(accepted)
  const heard: string[] = []
  line.on('data', (bytes: Buffer) => heard.push(bytes.toString()))
  await once(line, 'end')
  expect(heard).toEqual(['farewell'])
  line.destroy()
})

test('[PATH-7] what was diverted is in no stream, and what comes after that is again', async () => {
  const { accepted, peer } = await accept()
  const line = takeLine(accepted)
  const streamed: string[] = []
  const diverted: string[] = []
  line.on('data', (bytes: Buffer) => streamed.push(bytes.toString()))
  divertLine(line, (bytes) => diverted.push(bytes.toString()))
  peer.write('one')
  await untilRead(line, 3)
  divertLine(line, null)
  peer.write('two')
  await untilRead(line, 6)
  expect({ diverted, streamed }).toEqual({ diverted: ['one'], streamed: ['two'] })
  line.destroy()
  peer.destroy()
})

test('[PATH-7] a server counts a connection until its line has closed, whoever closes it', async () => {
  const { accepted, peer } = await accept()
  const count = () =>
    new Promise((resolve) => server?.getConnections((_, connections) => resolve(connections)))
  const line = takeLine(accepted)
  divertLine(line, () => undefined)
  expect(await count()).toBe(1)
  const ended = once(line, 'end')
  peer.end()
  await ended
  expect(await count()).toBe(1)
  const closed = once(accepted, 'close')
  line.end()
  await closed
  expect(await count()).toBe(0)
})

test('[PATH-7] a socket that is no plain one is left as it is', async () => {
  const { accepted, peer } = await accept()
  const other = Object.setPrototypeOf(accepted, Object.create(Object.getPrototypeOf(accepted)))
  expect(takeLine(other)).toBe(other)
  accepted.destroy()
  peer.destroy()
})

test('[PATH-7] a line over TLS is read past its stream too, and to the same effect', async () => {
  // A key that both ends know stands for the certificates, which nobody signed here.
  const psk = Buffer.from('a key that both ends know')
  const agreed = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const
  const https = createSecureServer({ ...agreed, pskCallback: () => psk })
  server = https.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sockets = new WebSocketServer({ server: https })
  const url = `wss://127.0.0.1:${(server.address() as AddressInfo).port}/realtime?model=any`
  const secrets = {
    ...agreed,
    pskCallback: () => ({ psk, identity: 'any' }),
    checkServerIdentity: () => undefined,
  }
  const connected = once(sockets, 'connection')
  // What TLS is told goes through `ws` and `https`, whose types have little of it.
  const options: object = { ...secrets, createConnection: lineTo(url), perMessageDeflate: false }
  const socket = new WebSocket(url, options)
  const heard: string[] = []
  let streamed = 0
  socket.on('upgrade', ({ socket: line }) => {
    socket.once('open', () => {
      const take = (text: string) => heard.push(`taken ${text.length}`) > 0
      readDirectly(socket, line, { isMasked: false, take })
      line.on('data', () => (streamed += 1))
    })
  })
  socket.on('message', (data: Buffer) => heard.push(`left to ws ${data.length}`))
  const [peer, request] = (await connected) as [WebSocket, { url: string }]
  expect(request.url).toBe('/realtime?model=any')
  if (socket.readyState !== WebSocket.OPEN) await once(socket, 'open')
  // TLS records are of 16 KiB, so that the longer ones come in several reads.
  for (const length of [1, 300, 20_000, 100_000, 2]) peer.send('a'.repeat(length))
  peer.close(1000)
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(1000)
  expect(heard[0]).toBe('taken 1')
  const lengths = heard.map((entry) => Number(entry.split(' ').at(-1)))
  expect(lengths).toEqual([1, 300, 20_000, 100_000, 2])
  expect(streamed).toBe(0)
  sockets.close()
})
