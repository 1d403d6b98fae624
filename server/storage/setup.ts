import { withLock, type Database, type Queryable } from './database.ts'

/** Who may make the first operator: one visitor, once. */
export type SetupStore = {
  /** True for exactly one caller; everybody else is told that the place is taken. */
  claimSetup(now?: Date): Promise<boolean>
  /** The operator exists: the claim stands for good. */
  completeSetup(operatorId: string): Promise<void>
  /** Gives the claim back when making the operator failed. */
  releaseSetup(): Promise<void>
  /** Whether an operator who can sign in exists. */
  isSetUp(): Promise<boolean>
}

/**
 * The claim on first-run set-up, kept in Postgres. A process that dies between
 * claim and operator leaves a claim that lapses after a minute, and perhaps an
 * operator without a way to sign in, whom the next claim sweeps away.
 */
export function createSetupStore(database: Database): SetupStore {
  const { client } = database
  return {
    claimSetup: (now = new Date()) =>
      withLock(database, 'setup', async (transaction) => {
        // In this order: between the two, whoever holds the claim may finish, and what they made must be seen.
        if ((await isClaimed(transaction, now)) || (await hasOperator(transaction))) return false
        await transaction.operator.deleteMany({ where: { accounts: { none: {} } } })
        const claim = { operatorId: null, createdAt: now }
        await transaction.setup.upsert({
          where: { id: ONLY_ROW },
          create: { id: ONLY_ROW, ...claim },
          update: claim,
        })
        return true
      }),
    async completeSetup(operatorId) {
      await client.setup.updateMany({ where: { id: ONLY_ROW }, data: { operatorId } })
    },
    async releaseSetup() {
      await client.setup.deleteMany({ where: { id: ONLY_ROW, operatorId: null } })
    },
    isSetUp: () => hasOperator(client),
  }
}

const ONLY_ROW = 'owner'
const CLAIM_LAPSES_AFTER_MS = 60_000

async function hasOperator(queryable: Queryable): Promise<boolean> {
  return (await queryable.operatorAccount.findFirst({ select: { id: true } })) !== null
}

/** A claim whose operator was made, and is gone since, binds nobody. */
async function isClaimed(transaction: Queryable, now: Date): Promise<boolean> {
  const row = await transaction.setup.findUnique({ where: { id: ONLY_ROW } })
  if (row === null || row.operatorId !== null) return false
  return now.getTime() - row.createdAt.getTime() < CLAIM_LAPSES_AFTER_MS
}
