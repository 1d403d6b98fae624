import { pausedBySchema } from '#contracts/call.ts'
import { callInclude, readCalls } from './call-rows.ts'
import { countTags, tagCalls } from './call-tags.ts'
import { claimStream } from './claim-stream.ts'
import type { Database } from './database.ts'
import { endColumns, recordStatus } from './record-status.ts'
import { createPlacedCall } from './create-placed-call.ts'
import { findCall } from './find-call.ts'
import { insertCall } from './insert-call.ts'
import { listCalls } from './list-calls.ts'
import { takeTurns } from './take-turns.ts'
import type { CallStore, NewCall } from './call-stores.ts'

/** Calls, kept in Postgres. */
export function createCallStore(database: Database): CallStore {
  const { client } = database
  const inTurn = takeTurns()
  return {
    create: (call) => createCall(database, call),
    createPlaced: (call, guard) => inTurn(() => createPlacedCall(database, call, guard)),
    find: (idOrSid) => findCall(client, idOrSid),
    list: (query) => listCalls(database, query),
    tag: (change) => tagCalls(client, change),
    tags: () => countTags(client),
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
    async pause(callId) {
      const { pausedBy, wasPaused } = await client.call.findUniqueOrThrow({
        where: { id: callId },
        select: { pausedBy: true, wasPaused: true },
      })
      return { pausedBy: pausedBySchema.nullable().parse(pausedBy), wasPaused }
    },
    claimStream: (claim) => claimStream(database, claim),
    async recordEnd(callId, end) {
      await client.call.updateMany({
        where: { id: callId, OR: [{ endReason: null }, { endReason: 'unknown' }] },
        data: endColumns(end),
      })
      return findCall(client, callId)
    },
  }
}

const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]

/** The insert decides who was first; whoever comes second finds the row of the first. */
async function createCall(database: Database, call: NewCall) {
  const created = await database.client.$transaction((transaction) =>
    insertCall(transaction, { ...call, createdAt: new Date() }),
  )
  const found = await findCall(database.client, call.callSid)
  if (found === null) throw new Error('A call was neither inserted nor found.')
  return { call: found, created }
}
