import { turnSchema } from '#contracts/turn.ts'
import type { Database } from './database.ts'
import type { TurnStore } from './call-stores.ts'

/** Where the time of each turn went, kept in Postgres; of each turn only its newest version. */
export function createTurnStore({ client }: Database): TurnStore {
  return {
    async list(callId) {
      const rows = await client.turn.findMany({
        where: { callId },
        orderBy: { number: 'asc' },
      })
      return rows.map((row) => turnSchema.parse(row))
    },
  }
}
