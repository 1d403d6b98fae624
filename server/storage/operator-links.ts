import { randomBytes, randomUUID } from 'node:crypto'
import { invitationSchema, openedLinkSchema, type Invitation } from '#contracts/people.ts'
import { operatorSchema } from '#contracts/rest/operator.ts'
import type { OperatorLink } from '#prisma/generated/client.ts'
import { withLock, type Database, type Queryable } from './database.ts'
import type { LinkKind, OperatorLinkStore } from './people-stores.ts'
import { hashOf } from './ticket-hash.ts'

type Row = OperatorLink & { createdBy: { name: string } | null }

/** Links that work once, kept in Postgres by the SHA-256 of their secret. One UPDATE spends one. */
export function createOperatorLinkStore(database: Database): OperatorLinkStore {
  const { client } = database
  return {
    invite: ({ now, ...invitation }) =>
      withLock(database, 'people', async (transaction) => {
        const { email } = invitation
        if (await hasAccount(transaction, email)) return null
        await transaction.operatorLink.deleteMany({
          where: { kind: 'invitation', OR: [{ email }, { expiresAt: { lte: now } }] },
        })
        const token = newToken()
        const data = { ...invitation, kind: 'invitation', hash: hashOf(token), createdAt: now }
        const row = await transaction.operatorLink.create({ data, include })
        return { token, invitation: toInvitation(row) }
      }),
    async invitations(now) {
      const rows = await client.operatorLink.findMany({
        where: { kind: 'invitation', ...goodAt(now) },
        orderBy: { createdAt: 'desc' },
        include,
      })
      return rows.map(toInvitation)
    },
    async withdraw(id, now) {
      const where = { id, kind: 'invitation', ...goodAt(now) }
      return (await client.operatorLink.deleteMany({ where })).count > 0
    },
    async open(kind, token, now) {
      const row = await client.operatorLink.findFirst({ where: goodLink(kind, token, now) })
      if (row === null) return null
      const { email, role, expiresAt } = row
      return openedLinkSchema.parse({ email, role, expiresAt: expiresAt.toISOString() })
    },
    accept: (token, { name, passwordHash }, now) =>
      withLock(database, 'people', async (transaction) => {
        const link = await spend(transaction, 'invitation', token, now)
        if (link === null) return { ok: false, problem: 'link-used' }
        const { email, role } = link
        if (await hasAccount(transaction, email)) return { ok: false, problem: 'email-taken' }
        const id = randomUUID()
        const operator = operatorSchema.parse({ id, name, email, role })
        await transaction.operator.create({ data: operator })
        await setPassword(transaction, id, passwordHash)
        return { ok: true, operator }
      }),
    createReset: ({ operatorId, createdById, now, expiresAt }) =>
      withLock(database, 'people', async (transaction) => {
        const operator = await transaction.operator.findUnique({ where: { id: operatorId } })
        if (operator === null) return null
        await transaction.operatorLink.deleteMany({
          where: { kind: 'reset', OR: [{ operatorId }, { expiresAt: { lte: now } }] },
        })
        const token = newToken()
        const { email } = operator
        const row = { operatorId, createdById, email, createdAt: now, expiresAt }
        await transaction.operatorLink.create({
          data: { ...row, kind: 'reset', hash: hashOf(token) },
        })
        return token
      }),
    reset: (token, passwordHash, now) =>
      withLock(database, 'people', async (transaction) => {
        const operatorId = (await spend(transaction, 'reset', token, now))?.operatorId ?? null
        if (operatorId === null) return null
        await setPassword(transaction, operatorId, passwordHash)
        await transaction.operatorSession.deleteMany({ where: { userId: operatorId } })
        return operatorId
      }),
  }
}

const include = { createdBy: { select: { name: true } } } as const
const TOKEN_BYTES = 32

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

function goodAt(now: Date) {
  return { usedAt: null, expiresAt: { gt: now } }
}

function goodLink(kind: LinkKind, token: string, now: Date) {
  return { hash: hashOf(token), kind, ...goodAt(now) }
}

/** Of two who spend a link at the same instant, one waits and then finds it spent. */
async function spend(transaction: Queryable, kind: LinkKind, token: string, now: Date) {
  const [spent] = await transaction.operatorLink.updateManyAndReturn({
    where: goodLink(kind, token, now),
    data: { usedAt: now },
  })
  return spent ?? null
}

async function hasAccount(transaction: Queryable, email: string): Promise<boolean> {
  return (await transaction.operator.findUnique({ where: { email } })) !== null
}

/** As better-auth keeps the password of an account: under the provider `credential`. */
async function setPassword(transaction: Queryable, operatorId: string, password: string) {
  const account = { providerId: 'credential', accountId: operatorId }
  await transaction.operatorAccount.upsert({
    where: { providerId_accountId: account },
    create: { id: randomUUID(), userId: operatorId, ...account, password },
    update: { password },
  })
}

function toInvitation({ id, role, email, createdAt, createdBy, expiresAt }: Row): Invitation {
  return invitationSchema.parse({
    id,
    role,
    email,
    createdAt: createdAt.toISOString(),
    createdBy: createdBy?.name ?? null,
    expiresAt: expiresAt.toISOString(),
  })
}
