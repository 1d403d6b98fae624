import { randomBytes } from 'node:crypto'
import { roleSchema } from '#contracts/scope.ts'
import type { FeedHolder } from '#core/access/feed-holder.ts'
import type { Database } from './database.ts'
import type { TicketStore } from './stores.ts'
import { hashOf } from './ticket-hash.ts'

/** Tickets, kept in Postgres by their SHA-256. One UPDATE spends a ticket, so no two can. */
export function createTicketStore({ client }: Database): TicketStore {
  const standing = async (sessionIds: readonly string[], now: Date): Promise<FeedHolder[]> => {
    const rows = await client.operatorSession.findMany({
      where: { id: { in: [...sessionIds] }, expiresAt: { gt: now } },
      select: { id: true, userId: true, user: { select: { role: true } } },
    })
    return rows.map(({ id, userId, user }) => {
      return { sessionId: id, operatorId: userId, role: roleSchema.parse(user.role) }
    })
  }
  return {
    standing,
    async mintStreamTicket(data) {
      const ticket = newTicket()
      const hash = hashOf(ticket)
      await client.streamTicket.create({ data: { ...data, hash } })
      return { ticket, hash }
    },
    async mintFeedTicket(data) {
      const ticket = newTicket()
      await client.feedTicket.create({ data: { ...data, hash: hashOf(ticket) } })
      return ticket
    },
    async redeemFeedTicket(ticket, now) {
      const [spent] = await client.feedTicket.updateManyAndReturn({
        where: { hash: hashOf(ticket), usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
        select: { operatorId: true, sessionId: true },
      })
      if (!spent || spent.sessionId === null) return null
      const [holder] = await standing([spent.sessionId], now)
      return holder?.operatorId === spent.operatorId ? holder : null
    },
    async sweep(now) {
      const expired = { where: { expiresAt: { lt: now } } }
      const streams = await client.streamTicket.deleteMany(expired)
      const feeds = await client.feedTicket.deleteMany(expired)
      return streams.count + feeds.count
    },
  }
}

const TICKET_BYTES = 32

function newTicket(): string {
  return randomBytes(TICKET_BYTES).toString('base64url')
}
