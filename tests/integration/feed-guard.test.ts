import { afterEach, beforeEach, expect, test } from 'vitest'
import { feedCloseCodes } from '#contracts/feed.ts'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { connectFeed } from '#tests/fixtures/feed-client.ts'
import { operatorSession } from '#tests/fixtures/operator-session.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let database: Database
let stores: Stores
let under: RelayUnderTest
/** What the relay asked about sessions, and how it is answered. */
let asked: string[][]
let isAway: boolean
useDatabase((opened) => {
  database = opened.database
  stores = opened.stores
})
beforeEach(async () => {
  asked = []
  isAway = false
  const standing: Stores['tickets']['standing'] = (ids, now) => {
    asked.push([...ids])
    return isAway ? Promise.reject(new Error('away')) : stores.tickets.standing(ids, now)
  }
  const watched = { ...stores, tickets: { ...stores.tickets, standing } }
  under = await relayUnderTest(watched, { guardFeedsEveryMs: 25 })
})
afterEach(() => under[Symbol.asyncDispose]())

type Holder = Awaited<ReturnType<typeof operatorSession>>

const ticketOf = (holder: Holder) =>
  stores.tickets.mintFeedTicket({ ...holder, expiresAt: new Date(under.clock.ms + 60_000) })

async function openFeed(holder: Holder) {
  const ticket = await ticketOf(holder)
  const feed = await connectFeed(`${under.url}/feed`, 'https://console.test', { ticket })
  await feed.expect('welcome')
  return feed
}

/** Puts a change on the feed, and waits until this console has it. */
async function hears(feed: Awaited<ReturnType<typeof openFeed>>) {
  under.feed.publish({ kind: 'agentsChanged' })
  expect((await feed.expect('change')).change.kind).toBe('agentsChanged')
}

/** Settles when the guard has asked `times` more. */
const looks = (times: number) => {
  const before = asked.length
  return expect.poll(() => asked.length).toBeGreaterThanOrEqual(before + times)
}

const signOut = ({ sessionId }: Holder) =>
  database.client.operatorSession.delete({ where: { id: sessionId } })

test('[FEED-10] a ticket opens nothing once the session has ended that asked for it', async () => {
  const holder = await operatorSession(database)
  const ticket = await ticketOf(holder)
  await signOut(holder)
  const feed = await connectFeed(`${under.url}/feed`, 'https://console.test', { ticket })
  expect(await feed.closed).toBe(1008)
})

test('[FEED-11] a feed ends when its session does, and no other feed', async () => {
  const leaving = await operatorSession(database)
  const staying = await openFeed(await operatorSession(database))
  const ending = await openFeed(leaving)
  await hears(ending)
  await signOut(leaving)
  expect(await ending.closed).toBe(feedCloseCodes.signedOut)
  await hears(staying)
})

test('[FEED-11] so does that of a session that expires, and of an operator who is removed', async () => {
  const expiresAt = new Date(under.clock.ms + 3_600_000)
  const expiring = await openFeed(await operatorSession(database, { expiresAt }))
  const removed = await operatorSession(database)
  const lost = await openFeed(removed)
  await database.client.operator.delete({ where: { id: removed.operatorId } })
  expect(await lost.closed).toBe(feedCloseCodes.signedOut)
  await hears(expiring)
  under.clock.ms = expiresAt.getTime()
  expect(await expiring.closed).toBe(feedCloseCodes.signedOut)
})

test('[FEED-13] a feed whose operator has another role ends, and a new ticket opens the next', async () => {
  const holder = await operatorSession(database, { role: 'owner' })
  const feed = await openFeed(holder)
  const where = { id: holder.operatorId }
  await database.client.operator.update({ where, data: { role: 'viewer' } })
  expect(await feed.closed).toBe(feedCloseCodes.roleChanged)
  const next = await openFeed(holder)
  await looks(2)
  await hears(next)
})

test('[FEED-14] all open feeds are looked after by one question, and without feeds none is asked', async () => {
  const holders = [await operatorSession(database), await operatorSession(database)]
  const feeds = []
  for (const holder of [...holders, ...holders]) feeds.push(await openFeed(holder))
  asked.length = 0
  await looks(3)
  const both = holders.map(({ sessionId }) => sessionId)
  for (const ids of asked) expect(ids).toEqual(both)
  for (const feed of feeds) feed.close()
  await Promise.all(feeds.map((feed) => feed.closed))
  const last = await openFeed(holders[0]!)
  asked.length = 0
  await looks(1)
  expect(asked.at(-1)).toEqual([holders[0]!.sessionId])
  last.close()
})

test('[FEED-15] a database that is away ends no feed; what ended meanwhile is noticed afterwards', async () => {
  const holder = await operatorSession(database)
  const feed = await openFeed(holder)
  isAway = true
  await looks(3)
  await signOut(holder)
  await looks(2)
  await hears(feed)
  isAway = false
  expect(await feed.closed).toBe(feedCloseCodes.signedOut)
})
