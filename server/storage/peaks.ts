import { peaksSchema } from '#contracts/recording.ts'
import type { Database } from './database.ts'
import type { PeaksStore } from './recording-stores.ts'

/** How loud recordings are, kept in Postgres: a byte a bucket. */
export function createPeaksStore({ client }: Database): PeaksStore {
  return {
    async save(recordingSid, { bucketMs, caller, agent }) {
      const lanes = [Uint8Array.from(caller), Uint8Array.from(agent)]
      await client.$executeRaw`
        INSERT INTO recording_peaks (recording_sid, bucket_ms, caller, agent)
        SELECT recording_sid, ${bucketMs}, ${lanes[0]}, ${lanes[1]} FROM recordings
        WHERE recording_sid = ${recordingSid} AND state <> 'deleted'
        ON CONFLICT (recording_sid)
        DO UPDATE SET bucket_ms = EXCLUDED.bucket_ms, caller = EXCLUDED.caller, agent = EXCLUDED.agent`
    },
    async find(recordingSid) {
      const row = await client.recordingPeaks.findUnique({ where: { recordingSid } })
      if (row === null) return null
      const { bucketMs, caller, agent } = row
      return peaksSchema.parse({ bucketMs, caller: [...caller], agent: [...agent] })
    },
    async remove(recordingSid) {
      await client.recordingPeaks.deleteMany({ where: { recordingSid } })
    },
    async missing(limit, except) {
      const rows = await client.recording.findMany({
        where: { state: 'ready', peaks: null, recordingSid: { notIn: [...except] } },
        orderBy: [{ startedAt: 'desc' }, { recordingSid: 'desc' }],
        select: { recordingSid: true },
        take: limit,
      })
      return rows.map(({ recordingSid }) => recordingSid)
    },
  }
}
