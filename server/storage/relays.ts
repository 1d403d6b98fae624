import type { Database } from './database.ts'
import type { RelayStore } from './stores.ts'

/** The relay processes and their last signs of life, kept in Postgres. */
export function createRelayStore({ client }: Database): RelayStore {
  return {
    async renew({ id, url, draining }, now) {
      const columns = { url, draining, renewedAt: now }
      await client.relay.upsert({
        where: { id },
        create: { id, startedAt: now, ...columns },
        update: columns,
      })
    },
    async remove(id) {
      await client.relay.deleteMany({ where: { id } })
    },
    find: (id) => client.relay.findUnique({ where: { id }, select: relayColumns }),
    async carriage(callId) {
      const columns = { streamCount: true, relayId: true, streamTicketHash: true } as const
      const row = await client.call.findUnique({ where: { id: callId }, select: columns })
      if (row === null) return null
      const { streamCount: streams, relayId, streamTicketHash: ticketHash } = row
      return { streams, relayId, ticketHash }
    },
    alive: (since) =>
      client.relay.findMany({
        where: { renewedAt: { gt: since } },
        select: relayColumns,
        orderBy: { renewedAt: 'desc' },
      }),
    async sweep(before) {
      const { count } = await client.relay.deleteMany({ where: { renewedAt: { lt: before } } })
      return count
    },
  }
}

const relayColumns = { id: true, url: true, draining: true, renewedAt: true } as const
