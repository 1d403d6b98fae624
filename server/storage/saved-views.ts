import { savedViewSchema, type SavedView } from '#contracts/call-list.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Database } from './database.ts'
import type { SavedViewStore } from './keeping-stores.ts'

/** What one person may save. */
const VIEWS_MAX = 100

/** Lists of calls that operators want back, kept in Postgres. */
export function createSavedViewStore({ client }: Database): SavedViewStore {
  return {
    async list(operatorId) {
      const rows = await client.savedView.findMany({
        where: { operatorId },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      })
      return rows.map(toView)
    },
    save: (operatorId, { name, query, columns }) =>
      client.$transaction(async (transaction) => {
        // Whoever saves at the same time waits: each is counted before the next.
        await transaction.$executeRaw`SELECT 1 FROM operators WHERE id = ${operatorId} FOR NO KEY UPDATE`
        const others = await transaction.savedView.count({
          where: { operatorId, name: { not: name } },
        })
        if (others >= VIEWS_MAX) return null
        const kept = { query, columns: columns ?? Prisma.DbNull }
        const row = await transaction.savedView.upsert({
          where: { operatorId_name: { operatorId, name } },
          create: { operatorId, name, ...kept },
          update: kept,
        })
        return toView(row)
      }),
    async remove(operatorId, id) {
      const { count } = await client.savedView.deleteMany({ where: { operatorId, id } })
      return count > 0
    },
  }
}

function toView(row: Prisma.SavedViewGetPayload<object>): SavedView {
  return savedViewSchema.parse({ ...row, createdAt: row.createdAt.toISOString() })
}
