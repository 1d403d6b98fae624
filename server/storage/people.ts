import { randomUUID } from 'node:crypto'
import { personSchema, signedInSessionSchema, type Person } from '#contracts/people.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { withLock, type Database, type Queryable } from './database.ts'
import type { PeopleStore } from './people-stores.ts'
import { hashOf } from './ticket-hash.ts'

/**
 * Operators in Postgres. Whatever may take an owner away holds one lock, so two
 * who take away each other at the same instant come one after the other, and the
 * second finds that one owner is left.
 */
export function createPeopleStore(database: Database): PeopleStore {
  const { client } = database
  return {
    async list(now) {
      const rows = await client.operator.findMany({
        where: canSignIn,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: personFields,
      })
      return rows.map((row) => toPerson(row, now))
    },
    async find(id, now) {
      const row = await client.operator.findFirst({
        where: { id, ...canSignIn },
        select: personFields,
      })
      return row && toPerson(row, now)
    },
    setRole: (id, role) =>
      withLock(database, 'people', async (transaction) => {
        const hinders = await whatHinders(transaction, id, role === 'owner')
        if (hinders !== null) return hinders
        await transaction.operator.update({ where: { id }, data: { role } })
        if (role !== 'owner') await withdrawLinksOf(transaction, id)
        return 'done'
      }),
    remove: (id) =>
      withLock(database, 'people', async (transaction) => {
        const hinders = await whatHinders(transaction, id, false)
        if (hinders !== null) return hinders
        await withdrawLinksOf(transaction, id)
        await forgetSignIns(transaction, id)
        await transaction.operator.delete({ where: { id } })
        return 'done'
      }),
    async sessions(operatorId, now) {
      const rows = await client.operatorSession.findMany({
        where: { userId: operatorId, expiresAt: { gt: now } },
        orderBy: { updatedAt: 'desc' },
      })
      return rows.map(({ id, createdAt, updatedAt, expiresAt, ipAddress, userAgent }) =>
        sessionSchema.parse({
          id,
          createdAt: createdAt.toISOString(),
          lastSeenAt: updatedAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          address: ipAddress === '' ? null : ipAddress,
          userAgent: userAgent === '' ? null : userAgent,
        }),
      )
    },
    async endSession(operatorId, sessionId) {
      const where = { id: sessionId, userId: operatorId }
      return (await client.operatorSession.deleteMany({ where })).count > 0
    },
    async prepareTwoFactor(operatorId) {
      const row = { id: randomUUID(), userId: operatorId, secret: '', backupCodes: '' }
      await client.operatorTwoFactor.createMany({
        data: [{ ...row, verified: false }],
        skipDuplicates: true,
      })
    },
    forgetSignIns: (operatorId) => forgetSignIns(client, operatorId),
    async isCodeSpent(operatorId, code, now) {
      const where = { id: codeId(operatorId, code), expiresAt: { gt: now } }
      return (await client.verification.findFirst({ where })) !== null
    },
    async spendCode(operatorId, code, { now, expiresAt }) {
      const id = codeId(operatorId, code)
      await client.verification.deleteMany({ where: { id, expiresAt: { lte: now } } })
      const spent = { id, identifier: id, value: operatorId, expiresAt }
      const { count } = await client.verification.createMany({
        data: [spent],
        skipDuplicates: true,
      })
      return count > 0
    },
  }
}

const sessionSchema = signedInSessionSchema.omit({ current: true })

/** An operator whose making was cut short has no way in, and counts for nothing. */
const canSignIn = { accounts: { some: {} } } satisfies Prisma.OperatorWhereInput

const personFields = {
  id: true,
  name: true,
  email: true,
  role: true,
  twoFactorEnabled: true,
  createdAt: true,
  sessions: { select: { updatedAt: true, expiresAt: true } },
} as const satisfies Prisma.OperatorSelect
type PersonRow = Prisma.OperatorGetPayload<{ select: typeof personFields }>

function toPerson({ twoFactorEnabled, createdAt, sessions, ...row }: PersonRow, now: Date): Person {
  const lastSeen = sessions.map(({ updatedAt }) => updatedAt.getTime())
  return personSchema.parse({
    ...row,
    twoFactor: twoFactorEnabled,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeen.length > 0 ? new Date(Math.max(...lastSeen)).toISOString() : null,
    sessions: sessions.filter(({ expiresAt }) => expiresAt > now).length,
  })
}

/** Why somebody may not be removed, or lose the role of owner; null: nothing. */
async function whatHinders(
  transaction: Queryable,
  id: string,
  staysOwner: boolean,
): Promise<'not-found' | 'last-owner' | null> {
  const person = await transaction.operator.findFirst({ where: { id, ...canSignIn } })
  if (person === null) return 'not-found'
  if (person.role !== 'owner' || staysOwner) return null
  const owners = await transaction.operator.count({ where: { role: 'owner', ...canSignIn } })
  return owners > 1 ? null : 'last-owner'
}

/** Who is no owner any more must not come back by a link that they made as one. */
async function withdrawLinksOf(transaction: Queryable, id: string): Promise<void> {
  await transaction.operatorLink.deleteMany({ where: { createdById: id, usedAt: null } })
}

function codeId(operatorId: string, code: string): string {
  return hashOf(`totp ${operatorId} ${code}`)
}

/** Sign-ins that wait for a second factor are kept by the account they are for. */
async function forgetSignIns(queryable: Queryable, operatorId: string): Promise<void> {
  const where = { value: operatorId, identifier: { startsWith: '2fa-' } }
  await queryable.verification.deleteMany({ where })
}
