import { turnSchema } from '#contracts/turn.ts'
import type { Database } from './database.ts'
import { keepWrites } from './keep-writes.ts'
import type { TurnStore } from './stores.ts'

/** Where the time of each turn went, kept in Postgres; of each turn only its newest version. */
export function createTurnStore(database: Database): TurnStore {
  return {
    save(callId, turns) {
      const writes = turns.map((turn) => ({ kind: 'turn' as const, turn }))
      return keepWrites(database, callId, writes)
    },
    async list(callId) {
      const rows = await database.client.turn.findMany({
        where: { callId },
        orderBy: { number: 'asc' },
      })
      return rows.map((row) => turnSchema.parse(row))
    },
  }
}
