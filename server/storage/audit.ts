import { createHash } from 'node:crypto'
import { auditEntrySchema, type Act, type AuditEntry, type AuditFilter } from '#contracts/audit.ts'
import { chainStart, chainText, type ChainEntry } from '#core/access/chain.ts'
import { tidyAct } from '#core/access/tidy-act.ts'
import type { AuditEntry as AuditRow } from '#prisma/generated/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { gatherAppends } from './audit-appends.ts'
import { CursorError } from './cursor.ts'
import type { Database } from './database.ts'
import type { AuditStore } from './stores.ts'

/**
 * The audit log in Postgres. Acts that come while others are being entered wait
 * for them together, and are entered together: one connection and a handful
 * of round trips, however many there are.
 */
export function createAuditStore({ client }: Database): AuditStore {
  const appends = gatherAppends((acts: readonly Waiting[]) => enter(client, acts))
  return {
    append: (act, at) => appends.add({ act: tidyAct(act), at }),
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
    async readChain(afterSeq, limit) {
      const rows = await client.$queryRaw<ChainRow[]>(Prisma.sql`
        SELECT seq::text, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, actor_kind, actor_id,
          actor_name, action, subject, address, result, detail, request_id, previous_hash, hash
        FROM audit_entries
        WHERE ${afterSeq}::bigint IS NULL OR seq > ${afterSeq}::bigint
        ORDER BY audit_entries.seq LIMIT ${limit}`)
      return rows.map((row) => {
        const entry = toChainEntry(row)
        return { entry, computedHash: hashOf(entry) }
      })
    },
  }
}

type Waiting = { act: Act; at: Date }

/** The lock lets one process in at a time, so each entry knows the one before. */
async function enter(client: Database['client'], acts: readonly Waiting[]): Promise<AuditEntry[]> {
  return client.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${auditLock})`
      const last = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' } })
      const entries = follow(last, acts)
      await tx.auditEntry.createMany({ data: entries.map(toRow) })
      return entries
    },
    // A statement must see what was committed while it waited for the lock.
    { isolationLevel: 'ReadCommitted', maxWait: ENTER_WITHIN_MS, timeout: ENTER_WITHIN_MS },
  )
}

/** A request waits for its entry before it is answered. */
const ENTER_WITHIN_MS = 10_000

/** Any number will do, as long as nothing else in this database uses it. */
const auditLock = 7_261_534

function follow(last: AuditRow | null, acts: readonly Waiting[]): AuditEntry[] {
  let seq = last === null ? 0 : Number(last.seq)
  let previousHash = last?.hash ?? chainStart
  return acts.map(({ act, at }) => {
    seq += 1
    const chained = { ...act, seq, at: at.toISOString(), previousHash }
    const entry = { ...chained, hash: hashOf(chained) }
    previousHash = entry.hash
    return entry
  })
}

function hashOf(entry: ChainEntry): string {
  return createHash('sha256').update(chainText(entry)).digest('hex')
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

/** As the database has it: nothing here has been checked. */
type ChainRow = {
  seq: string
  at: string
  actor_kind: string
  actor_id: string | null
  actor_name: string
  action: string
  subject: string | null
  address: string | null
  result: string
  detail: unknown
  request_id: string | null
  previous_hash: string
  hash: string
}

function toChainEntry(row: ChainRow): ChainEntry & { hash: string } {
  const { at, action, subject, address, result, detail, hash } = row
  return {
    seq: Number(row.seq),
    at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action,
    subject,
    address,
    result,
    detail,
    requestId: row.request_id,
    previousHash: row.previous_hash,
    hash,
  }
}

function seqOf(cursor: string): number {
  const seq = Number(cursor)
  if (Number.isSafeInteger(seq) && seq > 0) return seq
  throw new CursorError()
}
