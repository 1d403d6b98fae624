import { expect, test } from 'vitest'
import { feedCloseCodes, type FeedMessage } from '#contracts/feed.ts'
import { connectFeed, SILENCE_MS_MAX, type FeedSocketEvents } from './connect-feed.ts'

/** A relay and a clock that do only what the test says. */
function scriptedFeed({
  tickets = Infinity,
  isSignedOut = false,
}: { tickets?: number; isSignedOut?: boolean } = {}) {
  const sockets: (FeedSocketEvents & { sent: unknown[]; isClosed: boolean })[] = []
  const timers = new Set<{ dueMs: number; fn: () => void }>()
  const told: string[] = []
  let nowMs = 0
  let asked = 0
  const link = connectFeed({
    getTicket: async () => {
      asked += 1
      if (isSignedOut) return 'signedOut'
      if (asked > tickets) throw new Error('no ticket')
      return { ticket: `ticket-${sockets.length + 1}`, url: 'ws://relay/feed' }
    },
    openSocket(_url, events) {
      const socket = { ...events, sent: [] as unknown[], isClosed: false }
      sockets.push(socket)
      return {
        send: (text) => void socket.sent.push(JSON.parse(text)),
        close: () => void (socket.isClosed = true),
      }
    },
    after(ms, fn) {
      const timer = { dueMs: nowMs + ms, fn }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    chance: () => 1,
    onMessage: (message) => void told.push(message.type),
    onMissed: () => void told.push('missed'),
    onLink: (isUp) => void told.push(isUp ? 'up' : 'down'),
    onSignedOut: () => void told.push('signedOut'),
    onRoleChanged: () => void told.push('roleChanged'),
  })
  return {
    link,
    told,
    sockets,
    asked: () => asked,
    say: (message: FeedMessage) => sockets.at(-1)!.onMessage(JSON.stringify(message)),
    /** Lets every promise that is due run. */
    settle: () => new Promise((done) => setImmediate(done)),
    async pass(ms: number) {
      nowMs += ms
      for (const timer of [...timers].filter(({ dueMs }) => dueMs <= nowMs)) {
        timers.delete(timer)
        timer.fn()
      }
      await this.settle()
    },
  }
}

const welcome: FeedMessage = { type: 'welcome', epoch: 'one', seq: 4, resumed: false }
const change: FeedMessage = {
  type: 'change',
  seq: 5,
  at: '2026-01-02T03:04:05.000Z',
  change: { kind: 'agentsChanged' },
}

test('it shows its ticket, and is up with the welcome', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.sockets[0]!.onOpen()
  expect(feed.sockets[0]!.sent).toEqual([{ type: 'hello', ticket: 'ticket-1' }])
  feed.say(welcome)
  expect(feed.told).toEqual(['up', 'missed', 'welcome'])
})

test('after a lost connection it resumes where it was, with a fresh ticket', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.say(welcome)
  feed.say(change)
  feed.sockets[0]!.onClose(1006)
  await feed.pass(500)
  feed.sockets[1]!.onOpen()
  expect(feed.sockets[1]!.sent).toEqual([
    { type: 'hello', ticket: 'ticket-2', resume: { epoch: 'one', seq: 5 } },
  ])
})

test('a silent relay counts as lost, though its socket claims to be open', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.say(welcome)
  await feed.pass(SILENCE_MS_MAX - 1)
  expect(feed.told).not.toContain('down')
  await feed.pass(1)
  expect(feed.told.at(-1)).toBe('down')
  expect(feed.sockets[0]!.isClosed).toBe(true)
  await feed.pass(500)
  expect(feed.sockets).toHaveLength(2)
})

test('it waits longer after each failure, and not at all when told that the network is back', async () => {
  const feed = scriptedFeed({ tickets: 0 })
  await feed.settle()
  expect(feed.asked()).toBe(1)
  await feed.pass(500)
  expect(feed.asked()).toBe(2)
  await feed.pass(999)
  expect(feed.asked()).toBe(2)
  await feed.pass(1)
  expect(feed.asked()).toBe(3)
  const back = scriptedFeed()
  await back.settle()
  back.sockets[0]!.onClose(1006)
  back.link.retryNow()
  await back.settle()
  expect(back.sockets).toHaveLength(2)
})

test('what a socket says after it was given up is not heard', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.say(welcome)
  feed.sockets[0]!.onClose(1006)
  feed.told.length = 0
  feed.sockets[0]!.onMessage(JSON.stringify(change))
  expect(feed.told).toEqual([])
})

test('a message that cannot be read costs that message alone', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.sockets[0]!.onMessage('{')
  feed.sockets[0]!.onMessage(JSON.stringify({ type: 'new in a later version' }))
  feed.say(welcome)
  expect(feed.told).toEqual(['up', 'missed', 'welcome'])
})

test('once closed it stays closed', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.link.close()
  expect(feed.sockets[0]!.isClosed).toBe(true)
  feed.link.retryNow()
  await feed.pass(60_000)
  expect(feed.sockets).toHaveLength(1)
})

test('[FEED-16] a console whose session has ended tries no more, and leads to the sign-in', async () => {
  const refused = scriptedFeed({ isSignedOut: true })
  await refused.settle()
  await refused.pass(60_000)
  refused.link.retryNow()
  await refused.settle()
  expect(refused.told).toEqual(['signedOut'])
  expect(refused.asked()).toBe(1)
})

test('[FEED-16] a session that was replaced by another of the same browser goes on', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.say(welcome)
  feed.sockets[0]!.onClose(feedCloseCodes.signedOut)
  await feed.pass(60_000)
  feed.say(welcome)
  expect(feed.told).not.toContain('signedOut')
  expect(feed.told.filter((said) => said === 'up')).toHaveLength(2)
})

test('[FEED-17] a console whose operator has another role starts afresh at once, by a new ticket', async () => {
  const feed = scriptedFeed()
  await feed.settle()
  feed.say(welcome)
  feed.say(change)
  feed.sockets[0]!.onClose(feedCloseCodes.roleChanged)
  await feed.settle()
  expect(feed.told.slice(-2)).toEqual(['down', 'roleChanged'])
  feed.sockets[1]!.onOpen()
  expect(feed.sockets[1]!.sent).toEqual([{ type: 'hello', ticket: 'ticket-2' }])
})
