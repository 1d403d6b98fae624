import { createHash } from 'node:crypto'
import { auditEntrySchema, type Act, type AuditEntry, type AuditFilter } from '#contracts/audit.ts'
import { chainStart, chainText } from '#core/access/chain.ts'
import type { AuditEntry as AuditRow } from '#prisma/generated/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Database } from './database.ts'
import type { AuditStore } from './stores.ts'

/** The audit log in Postgres. A lock lets one entry in at a time, so each knows the one before. */
export function createAuditStore({ client }: Database): AuditStore {
  return {
    append: (act, at) =>
      client.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${auditLock})`
        const last = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' } })
        const entry = follow(last, act, at)
        await tx.auditEntry.create({ data: toRow(entry) })
        return entry
      }),
    async list({ cursor, limit, ...filter }) {
      const rows = await client.auditEntry.findMany({
        where: { ...where(filter), ...(cursor !== undefined && { seq: { lt: seqOf(cursor) } }) },
        orderBy: { seq: 'desc' },
        take: limit + 1,
      })
      const items = rows.slice(0, limit).map(toEntry)
      const nextCursor = rows.length > limit ? String(items.at(-1)?.seq) : null
      return { items, nextCursor }
    },
    async read(afterSeq, filter, limit) {
      const rows = await client.auditEntry.findMany({
        where: { ...where(filter), seq: { gt: afterSeq } },
        orderBy: { seq: 'asc' },
        take: limit,
      })
      return rows.map(toEntry)
    },
  }
}

/** Any number will do, as long as nothing else in this database uses it. */
const auditLock = 7_261_534

function follow(last: AuditRow | null, act: Act, at: Date): AuditEntry {
  const chained = {
    ...act,
    seq: last === null ? 1 : Number(last.seq) + 1,
    at: at.toISOString(),
    previousHash: last?.hash ?? chainStart,
  }
  return { ...chained, hash: createHash('sha256').update(chainText(chained)).digest('hex') }
}

function where({ actor, action, subject, result, from, to }: AuditFilter) {
  return {
    ...(actor !== undefined && {
      OR: [{ actorId: actor }, { actorName: { contains: actor, mode: 'insensitive' as const } }],
    }),
    ...(action !== undefined && { action }),
    ...(subject !== undefined && { subject }),
    ...(result !== undefined && { result }),
    ...((from !== undefined || to !== undefined) && {
      at: { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lt: to }) },
    }),
  } satisfies Prisma.AuditEntryWhereInput
}

function toRow({ actor, ...entry }: AuditEntry) {
  const { kind: actorKind, id: actorId, name: actorName } = actor
  return { ...entry, actorKind, actorId, actorName }
}

function toEntry({ actorKind, actorId, actorName, ...row }: AuditRow): AuditEntry {
  return auditEntrySchema.parse({
    ...row,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
  })
}

function seqOf(cursor: string): number {
  const seq = Number(cursor)
  if (Number.isSafeInteger(seq) && seq > 0) return seq
  throw Object.assign(new Error('not a cursor'), { name: 'CursorError' })
}
