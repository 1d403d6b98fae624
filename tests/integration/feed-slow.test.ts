import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { feedMessageSchema, type FeedHello, type FeedMessage } from '#contracts/feed.ts'
import { createMemoryFeedLog, type FeedLog } from '#server/feed/feed-log.ts'
import { serveFeed } from '#server/feed/feed-socket.ts'
import { createInbox } from '#tests/fixtures/inbox.ts'

type Snapshot = Extract<FeedMessage, { type: 'snapshot' }>

let log: FeedLog
/** Consoles that the log tells of every change. */
let listening: Set<object>
let snapshots: Snapshot[]
let server: WebSocketServer
const served: WebSocket[] = []

beforeEach(async () => {
  const memory = createMemoryFeedLog({ now: () => Date.parse('2026-11-21T12:00:00Z') })
  const listeners = (listening = new Set<object>())
  log = {
    ...memory,
    listen(listener) {
      const stop = memory.listen(listener)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        stop()
      }
    },
  }
  snapshots = []
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  server.on('connection', (socket) => {
    served.push(socket)
    serveFeed(socket, {
      log,
      admit: () => Promise.resolve(['calls:read', 'recordings:read']),
      snapshots: async () => snapshots,
      onError: () => undefined,
    })
  })
  await once(server, 'listening')
})
afterEach(async () => {
  for (const socket of server.clients) socket.terminate()
  server.close()
  await once(server, 'close')
})

async function connect(resume?: FeedHello['resume']) {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const inbox = createInbox<FeedMessage>()
  socket.on('message', (data) => inbox.push(feedMessageSchema.parse(JSON.parse(data.toString()))))
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', ticket: 't', ...(resume && { resume }) }))
  const welcome = await inbox.next((message) => message.type === 'welcome', 'welcome')
  return {
    socket,
    inbox,
    welcome,
    served: served.at(-1)!,
    async expectChange(seq: number) {
      const fits = (message: FeedMessage) => message.type === 'change'
      expect(await inbox.next(fits, `change ${seq}`)).toMatchObject({ seq })
    },
  }
}

/** A change of some 16 KB. */
const publish = () =>
  log.publish({ kind: 'recordingDeleted', recordingSid: 'RE', callId: 'c'.repeat(16_000) })
const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve))
const mebibyte = 1024 * 1024

test('[FEED-8] a console that does not read costs a mebibyte at most, is let go, and resumes with all it missed', async () => {
  const sleeper = await connect()
  const neighbour = await connect()
  sleeper.socket.pause()
  let buffered = 0
  const gone = once(sleeper.served, 'close')
  while (sleeper.served.readyState === WebSocket.OPEN) {
    publish()
    await turnOfTheLoop()
    buffered = Math.max(buffered, sleeper.served.bufferedAmount)
  }
  expect(buffered).toBeGreaterThan(mebibyte / 2)
  expect(buffered).toBeLessThan(mebibyte + 40_000)
  await gone
  expect(listening.size).toBe(1)
  sleeper.socket.terminate()

  const woken = await connect({ epoch: log.epoch, seq: 0 })
  expect(woken.welcome).toMatchObject({ resumed: true })
  for (let seq = 1; seq <= log.seq(); seq += 1) {
    await woken.expectChange(seq)
    await neighbour.expectChange(seq)
  }
})

test('[FEED-8] much that was missed comes at the console’s own pace, with what happened meanwhile, in order', async () => {
  for (let i = 0; i < 1_500; i += 1) publish()
  const woken = await connect({ epoch: log.epoch, seq: 0 })
  woken.socket.pause()
  for (let i = 0; i < 100; i += 1) {
    publish()
    await turnOfTheLoop()
    expect(woken.served.bufferedAmount).toBeLessThan(mebibyte / 4)
  }
  woken.socket.resume()
  for (let seq = 1; seq <= 1_600; seq += 1) await woken.expectChange(seq)
  publish()
  await woken.expectChange(1_601)
})

test('[FEED-8] a fresh start with many live calls reaches a console whole', async () => {
  const text = 'w'.repeat(20_000)
  snapshots = Array.from({ length: 400 }, (_, call) => ({
    type: 'snapshot',
    callId: `${call}${text}`,
    parties: { caller: 'listening', agent: 'listening' },
    lines: [],
    events: [],
    turns: [],
  }))
  const console = await connect()
  publish()
  for (let call = 0; call < 400; call += 1) {
    const fits = (message: FeedMessage) => message.type === 'snapshot'
    expect(await console.inbox.next(fits, 'snapshot')).toMatchObject({ callId: `${call}${text}` })
  }
  await console.expectChange(1)
})

test('[FEED-8] a console that is gone in the middle of what it missed leaves nothing behind', async () => {
  for (let i = 0; i < 1_500; i += 1) publish()
  const leaver = await connect({ epoch: log.epoch, seq: 0 })
  leaver.socket.pause()
  await turnOfTheLoop()
  const gone = once(leaver.served, 'close')
  leaver.socket.terminate()
  await gone
  await turnOfTheLoop()
  expect(listening.size).toBe(0)
})
