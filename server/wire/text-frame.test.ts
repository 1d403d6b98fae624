import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { upgradeAnswer, upgradeHead } from '#tests/fixtures/upgrade-head.ts'
import { maskedTextFrame, textFrame, textFrames } from './text-frame.ts'

const texts = [0, 1, 125, 126, 127, 300, 65_535, 65_536, 200_000].map((length) =>
  'a'.repeat(length),
)

/** What a client of `ws` reads when exactly these bytes follow its handshake. */
async function readBack(bytes: Buffer, count: number): Promise<string[]> {
  const server = createServer((socket) => {
    socket.once('data', (request) => {
      const key = /Sec-WebSocket-Key: (.+)\r/i.exec(request.toString())?.[1]
      socket.write(upgradeAnswer(key))
      socket.write(bytes)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const read: string[] = []
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      read.push(data.toString())
      if (read.length === count) resolve()
    })
  })
  socket.terminate()
  server.close()
  return read
}

test('[PATH-5] a frame of any length is read back as the text it was made of', async () => {
  const bytes = Buffer.concat(texts.map(textFrame))
  expect(await readBack(bytes, texts.length)).toEqual(texts)
})

test('[PATH-5] two frames in one write are two messages', async () => {
  for (const text of texts) {
    expect(await readBack(textFrames(text, 'and a mark'), 2)).toEqual([text, 'and a mark'])
  }
})

test('[PATH-5] a masked frame of any length is read back by a server, and no two are masked alike', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const peer = connect((server.address() as AddressInfo).port, '127.0.0.1')
  peer.write(upgradeHead())
  const [socket] = (await once(server, 'connection')) as [WebSocket]
  const read: string[] = []
  const all = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      read.push(data.toString())
      if (read.length === texts.length) resolve()
    })
  })
  for (const text of texts) peer.write(maskedTextFrame(text))
  await all
  expect(read).toEqual(texts)
  const masks = Array.from({ length: 5_000 }, () => maskedTextFrame('').toString('hex'))
  expect(new Set(masks).size).toBeGreaterThan(4_990)
  peer.destroy()
  server.close()
})
