import { recordingWebhookSchema } from '#contracts/twilio-webhooks.ts'
import type { Database } from './database.ts'
import type { EarlyNewsStore } from './recording-stores.ts'

/** News of recordings that came before their calls, kept in Postgres. */
export function createEarlyNewsStore({ client }: Database): EarlyNewsStore {
  return {
    async keep(news, receivedAt) {
      const { RecordingSid: recordingSid, RecordingStatus: status, CallSid: callSid } = news
      await client.earlyRecordingNews.createMany({
        data: [{ recordingSid, status, callSid, news, receivedAt }],
        skipDuplicates: true,
      })
    },
    async ofCall(callSid) {
      const rows = await client.earlyRecordingNews.findMany({
        where: { callSid },
        orderBy: [{ receivedAt: 'asc' }, { recordingSid: 'asc' }],
      })
      return rows.map(({ news }) => recordingWebhookSchema.parse(news))
    },
    async remove({ RecordingSid: recordingSid, RecordingStatus: status }) {
      await client.earlyRecordingNews.deleteMany({ where: { recordingSid, status } })
    },
    async sweep(before) {
      const swept = await client.earlyRecordingNews.deleteMany({
        where: { receivedAt: { lt: before } },
      })
      return swept.count
    },
  }
}
