import { recordingStateSchema } from '#contracts/recording.ts'
import type { Queryable } from './database.ts'
import { recordingInclude, toStored } from './recording-rows.ts'
import type { RecordingStore } from './recording-stores.ts'

type UpkeepVerbs = Pick<
  RecordingStore,
  'keptAtCarrier' | 'unannounced' | 'markCarrierDeleted' | 'readyAfter' | 'statesOf' | 'markLost'
>

/** What is asked and written to keep rows, files and the carrier's copies in step. */
export function upkeepVerbs(client: Queryable): UpkeepVerbs {
  return {
    async keptAtCarrier(limit, except) {
      const rows = await client.recording.findMany({
        where: {
          state: 'ready',
          source: 'carrier',
          carrierDeletedAt: null,
          recordingSid: { notIn: [...except] },
        },
        include: recordingInclude,
        orderBy: [{ startedAt: 'asc' }, { recordingSid: 'asc' }],
        take: limit,
      })
      return rows.map(toStored)
    },
    async markCarrierDeleted(recordingSid, at) {
      await client.recording.updateMany({
        where: { recordingSid, carrierDeletedAt: null },
        data: { carrierDeletedAt: at },
      })
    },
    async unannounced({ since, before }, limit, except) {
      const rows = await client.call.findMany({
        where: {
          endedAt: { gte: since, lt: before },
          answeredAt: { not: null },
          callSid: { not: null },
          id: { notIn: [...except] },
          recordings: { none: { source: 'carrier' } },
          OR: [isWanted('carrier'), isWanted('both')],
        },
        orderBy: { endedAt: 'asc' },
        select: { id: true, callSid: true },
        take: limit,
      })
      return rows.flatMap(({ id: callId, callSid }) =>
        callSid === null ? [] : [{ callId, callSid }],
      )
    },
    async readyAfter(afterSid, limit) {
      const rows = await client.recording.findMany({
        where: { state: 'ready', ...(afterSid !== null && { recordingSid: { gt: afterSid } }) },
        include: recordingInclude,
        orderBy: { recordingSid: 'asc' },
        take: limit,
      })
      return rows.map(toStored)
    },
    async statesOf(recordingSids) {
      const rows = await client.recording.findMany({
        where: { recordingSid: { in: [...recordingSids] } },
        select: { recordingSid: true, state: true },
      })
      return new Map(
        rows.map(({ recordingSid, state }) => [recordingSid, recordingStateSchema.parse(state)]),
      )
    },
    async markLost(recordingSid, then) {
      await client.recording.updateMany({
        where: { recordingSid, state: 'ready' },
        data: { failReason: null, ...then, location: null, attempts: 0, nextAttemptAt: null },
      })
      const row = await client.recording.findUnique({
        where: { recordingSid },
        include: recordingInclude,
      })
      return row === null ? null : toStored(row)
    },
  }
}

function isWanted(recordedBy: string) {
  return { config: { path: ['recordedBy'], equals: recordedBy } }
}
