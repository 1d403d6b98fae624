import { describe, expect, test } from 'vitest'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import { operatorSession } from '#tests/fixtures/operator-session.ts'

const now = new Date(Date.UTC(2026, 5, 1))
const expiresAt = new Date(now.getTime() + 60_000)

export function describeTickets({ calls, tickets }: Stores, database: Database): void {
  const { client } = database

  async function streamTicket() {
    const callSid = newSid('CA')
    const { call } = await calls.create(newCall({ callSid }))
    const ticketFor = async (streamNumber: number) => {
      const stream = { callId: call.id, callSid, streamNumber, expiresAt }
      return (await tickets.mintStreamTicket(stream)).ticket
    }
    return { ticket: await ticketFor(0), ticketFor, callSid, callId: call.id }
  }

  const claim = (ticket: string, callSid: string, at = now) =>
    calls.claimStream({ ticket, callSid, streamSid: newSid('MZ'), relayId: 'relay-1', now: at })

  describe('stream tickets', () => {
    test('open their call once, even when tried many times at once', async () => {
      const { ticket, callSid, callId } = await streamTicket()
      const opened = await Promise.all(Array.from({ length: 6 }, () => claim(ticket, callSid)))
      expect(opened.filter((call) => call !== null)).toMatchObject([{ callId, streamNumber: 0 }])
    })

    test('do not open another call, and stay good for their own', async () => {
      const { ticket, callSid, callId } = await streamTicket()
      expect(await claim(ticket, newSid('CA'))).toBeNull()
      expect(await claim(ticket, callSid)).toMatchObject({ callId })
    })

    test('open the stream of their number only, when its turn has come and while it has not passed', async () => {
      const { ticket, ticketFor, callSid } = await streamTicket()
      const [early, twin, second] = [await ticketFor(1), await ticketFor(0), await ticketFor(1)]
      expect(await claim(early, callSid)).toBeNull()
      expect(await claim(ticket, callSid)).toMatchObject({ streamNumber: 0 })
      expect(await claim(twin, callSid)).toBeNull()
      expect(await claim(second, callSid)).toMatchObject({ streamNumber: 1 })
    })

    test('of those for one stream one opens it, even when all are tried at once', async () => {
      const { ticketFor, callSid } = await streamTicket()
      const all = await Promise.all(Array.from({ length: 8 }, () => ticketFor(0)))
      const opened = await Promise.all(all.map((one) => claim(one, callSid)))
      expect(opened.filter((call) => call !== null)).toMatchObject([{ streamNumber: 0 }])
    })

    test('expire', async () => {
      const { ticket, callSid } = await streamTicket()
      expect(await claim(ticket, callSid, expiresAt)).toBeNull()
    })

    test('are kept as their SHA-256 only', async () => {
      const { ticket } = await streamTicket()
      const rows = await client.streamTicket.findMany()
      expect(JSON.stringify(rows)).not.toContain(ticket)
      expect(ticket).toMatch(/^[\w-]{43}$/)
    })
  })

  describe('feed tickets', () => {
    test('let the session in once that they were made for', async () => {
      const holder = await operatorSession(database, { role: 'viewer' })
      const ticket = await tickets.mintFeedTicket({ ...holder, expiresAt })
      expect(await tickets.redeemFeedTicket(ticket, now)).toEqual({ ...holder, role: 'viewer' })
      expect(await tickets.redeemFeedTicket(ticket, now)).toBeNull()
      expect(await tickets.redeemFeedTicket('unknown', now)).toBeNull()
    })

    test('open nothing once their session has ended, nor for somebody else', async () => {
      const holder = await operatorSession(database, { expiresAt: now })
      const other = await operatorSession(database)
      const { operatorId } = other
      for (const mixed of [holder, { ...holder, operatorId }, { ...other, sessionId: 'none' }]) {
        const ticket = await tickets.mintFeedTicket({ ...mixed, expiresAt })
        expect(await tickets.redeemFeedTicket(ticket, now)).toBeNull()
      }
      const { sessionId } = other
      expect(await tickets.standing([holder.sessionId, sessionId, 'none'], now)).toEqual([
        { ...other, role: 'operator' },
      ])
    })

    test('expire, and are swept away afterwards', async () => {
      const holder = await operatorSession(database)
      const ticket = await tickets.mintFeedTicket({ ...holder, expiresAt })
      expect(await tickets.redeemFeedTicket(ticket, expiresAt)).toBeNull()
      expect(await tickets.sweep(new Date(expiresAt.getTime() + 1))).toBeGreaterThan(0)
      expect(await tickets.sweep(new Date(expiresAt.getTime() + 1))).toBe(0)
    })
  })
}
