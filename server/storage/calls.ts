import type { Call, CallListQuery, CallStatus } from '#contracts/call.ts'
import type { Page } from '#contracts/page.ts'
import { callInclude, readCalls } from './call-rows.ts'
import { claimStream } from './claim-stream.ts'
import { cutPage, parseCursor } from './cursor.ts'
import type { Database, Queryable } from './database.ts'
import { endColumns, recordStatus } from './record-status.ts'
import type { CallStore, NewCall } from './stores.ts'

/** Calls, kept in Postgres. */
export function createCallStore(database: Database): CallStore {
  const { client } = database
  return {
    create: (call) => createCall(database, call),
    find: (idOrSid) => findCall(client, idOrSid),
    list: (query) => listCalls(client, query),
    async live() {
      const rows = await client.call.findMany({
        where: { endedAt: null },
        include: callInclude,
        orderBy: newestFirst,
      })
      return readCalls(client, rows)
    },
    async attachSid(callId, callSid) {
      await client.call.updateMany({ where: { id: callId, callSid: null }, data: { callSid } })
    },
    async recordStatus(callId, change) {
      await recordStatus(database, callId, change)
      return findCall(client, callId)
    },
    async recordAnsweredBy(callId, answeredBy) {
      await client.call.updateMany({ where: { id: callId }, data: { answeredBy } })
      return findCall(client, callId)
    },
    claimStream: (claim) => claimStream(database, claim),
    async recordEnd(callId, end) {
      await client.call.updateMany({
        where: { id: callId, endReason: null },
        data: endColumns(end),
      })
      return findCall(client, callId)
    },
  }
}

const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]

async function findCall(queryable: Queryable, idOrSid: string): Promise<Call | null> {
  const row = await queryable.call.findFirst({
    where: { OR: [{ id: idOrSid }, { callSid: idOrSid }] },
    include: callInclude,
  })
  if (row === null) return null
  const [call] = await readCalls(queryable, [row])
  return call ?? null
}

/** The insert decides who was first; whoever comes second finds the row of the first. */
async function createCall(database: Database, call: NewCall) {
  const { client } = database
  const createdAt = new Date()
  const id = await client.$transaction(async (transaction) => {
    const [row] = await transaction.call.createManyAndReturn({
      data: [{ ...call, createdAt, ...timesOf(call.status, createdAt) }],
      select: { id: true },
      skipDuplicates: true,
    })
    if (row === undefined) return undefined
    await transaction.callStatusChange.create({
      data: { callId: row.id, status: call.status, at: createdAt },
    })
    return row.id
  })
  const found = id === undefined ? await findTwin(client, call) : await findCall(client, id)
  if (found === null) throw new Error('A call was neither inserted nor found.')
  return { call: found, created: id !== undefined }
}

function timesOf(status: CallStatus, at: Date): { answeredAt?: Date } {
  return status === 'in-progress' ? { answeredAt: at } : {}
}

async function findTwin(queryable: Queryable, call: NewCall): Promise<Call | null> {
  const row = await queryable.call.findFirst({
    where: {
      OR: [
        ...(call.id === undefined ? [] : [{ id: call.id }]),
        ...(call.callSid === undefined ? [] : [{ callSid: call.callSid }]),
        ...(call.idempotencyKey === undefined ? [] : [{ idempotencyKey: call.idempotencyKey }]),
      ],
    },
    select: { id: true },
  })
  return row === null ? null : findCall(queryable, row.id)
}

async function listCalls(queryable: Queryable, query: CallListQuery): Promise<Page<Call>> {
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor)
  const rows = await queryable.call.findMany({
    where: {
      ...(query.direction !== undefined && { direction: query.direction }),
      ...(query.status !== undefined && { status: query.status }),
      ...(after && {
        OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }],
      }),
    },
    include: callInclude,
    orderBy: newestFirst,
    take: query.limit + 1,
  })
  const { kept, nextCursor } = cutPage(rows, query.limit, (row) => ({
    at: row.createdAt,
    id: row.id,
  }))
  return { items: await readCalls(queryable, kept), nextCursor }
}
