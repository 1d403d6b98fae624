import { z } from 'zod'
import {
  spendingLimitsSchema,
  type SpendingLimits,
  type UpdateSpendingLimits,
} from '#contracts/spending.ts'
import type { Database, Queryable } from './database.ts'
import { readUseSums } from './read-use-sums.ts'
import type { SpendingStore } from './stores.ts'

/** What the house allows itself to spend, kept in Postgres: one row. */
export function createSpendingStore({ client }: Database): SpendingStore {
  return {
    async limits(defaults) {
      const row = await client.spendingLimit.findUnique({ where: { id: ONLY_ROW } })
      if (row !== null) return spendingLimitsSchema.parse(row.limits)
      return client.$transaction((transaction) => lockLimits(transaction, defaults))
    },
    update: (change, defaults) =>
      client.$transaction((transaction) => updateLimits(transaction, change, defaults)),
    sums: (now) => readUseSums(client, now),
  }
}

/** The limits, locked until the transaction ends; `defaults` are kept where there are none. */
export async function lockLimits(
  transaction: Queryable,
  defaults: SpendingLimits,
): Promise<SpendingLimits> {
  const locked = await readLocked(transaction)
  if (locked !== null) return locked
  await transaction.spendingLimit.createMany({
    data: [{ id: ONLY_ROW, limits: defaults }],
    skipDuplicates: true,
  })
  return (await readLocked(transaction)) ?? defaults
}

const ONLY_ROW = 'house'

async function readLocked(transaction: Queryable): Promise<SpendingLimits | null> {
  const rows = lockedRows.parse(
    await transaction.$queryRaw`SELECT limits FROM spending_limits WHERE id = ${ONLY_ROW} FOR UPDATE`,
  )
  return rows[0]?.limits ?? null
}

const lockedRows = z.array(z.object({ limits: spendingLimitsSchema }))

async function updateLimits(
  transaction: Queryable,
  change: UpdateSpendingLimits,
  defaults: SpendingLimits,
): Promise<SpendingLimits> {
  const before = await lockLimits(transaction, defaults)
  const limits = spendingLimitsSchema.parse({ ...before, ...change })
  await transaction.spendingLimit.update({ where: { id: ONLY_ROW }, data: { limits } })
  return limits
}
