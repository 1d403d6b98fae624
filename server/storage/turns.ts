import { turnSchema } from '#contracts/turn.ts'
import type { Database } from './database.ts'
import type { TurnStore } from './stores.ts'

/** Where the time of each turn went, kept in Postgres; of each turn only its newest version. */
export function createTurnStore({ client }: Database): TurnStore {
  return {
    async save(callId, turns) {
      if (turns.length === 0) return
      await client.$transaction(
        turns.map((turn) => {
          const { number, ...columns } = turnSchema.parse(turn)
          return client.turn.upsert({
            where: { callId_number: { callId, number } },
            create: { callId, number, ...columns },
            update: columns,
          })
        }),
      )
    },
    async list(callId) {
      const rows = await client.turn.findMany({ where: { callId }, orderBy: { number: 'asc' } })
      return rows.map((row) => turnSchema.parse(row))
    },
  }
}
