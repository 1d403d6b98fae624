import { keepingSettingsSchema } from '#contracts/keeping.ts'
import type { Database } from './database.ts'
import { findHoldings, listCallsWith } from './holdings.ts'
import { HOUSE, lockedSettings, readKeeping } from './keeping-settings.ts'
import type { KeepingStore } from './keeping-stores.ts'
import { listEndedCalls, listEndedOf } from './ended-calls.ts'
import { compactSums, readStored } from './storage-sums.ts'

/** For how long the house keeps what, in one row, and what it keeps. */
export function createKeepingStore({ client }: Database): KeepingStore {
  return {
    settings: (defaults) => readKeeping(client, defaults),
    update: (change, defaults) =>
      client.$transaction(async (transaction) => {
        await transaction.keepingSetting.createMany({
          data: [{ id: HOUSE, settings: {} }],
          skipDuplicates: true,
        })
        const [row] = lockedSettings.parse(
          await transaction.$queryRaw`
            SELECT settings FROM keeping_settings WHERE id = ${HOUSE} FOR UPDATE`,
        )
        const settings = keepingSettingsSchema.parse({ ...defaults, ...row?.settings, ...change })
        await transaction.keepingSetting.update({ where: { id: HOUSE }, data: { settings } })
        return settings
      }),
    async setHold(callId, held) {
      const { count } = await client.call.updateMany({
        where: { id: callId },
        data: { legalHold: held },
      })
      return count > 0
    },
    async claimRetention(since, now) {
      const claimed = await client.$executeRaw`
        INSERT INTO keeping_settings (id, settings, retention_ran_at, updated_at)
        VALUES (${HOUSE}, '{}', ${now.toISOString()}::timestamp, ${now.toISOString()}::timestamp)
        ON CONFLICT (id) DO UPDATE SET retention_ran_at = EXCLUDED.retention_ran_at
        WHERE keeping_settings.retention_ran_at IS NULL
          OR keeping_settings.retention_ran_at < ${since.toISOString()}::timestamp
          OR (keeping_settings.retention_ran_at <= ${new Date(now.getTime() - GO_ON_AFTER_MS).toISOString()}::timestamp
            AND (keeping_settings.retention_ended_at IS NULL
              OR keeping_settings.retention_ended_at < keeping_settings.retention_ran_at))`
      return claimed > 0
    },
    async endRetention(now) {
      await client.keepingSetting.updateMany({
        where: { id: HOUSE },
        data: { retentionEndedAt: now },
      })
    },
    async retentionRanAt() {
      const row = await client.keepingSetting.findUnique({ where: { id: HOUSE } })
      return row?.retentionRanAt ?? null
    },
    endedCalls: (before, after, limit) => listEndedCalls(client, before, after, limit),
    compactSums: () => compactSums(client),
    stored: (since) => readStored(client, since),
    holdings: (number) => findHoldings(client, number),
    callsWith: (number) => listCallsWith(client, number),
    endedOf: (idsOrSids) => listEndedOf(client, idsOrSids),
  }
}

/** Just under the minute after which housekeeping comes round again. */
const GO_ON_AFTER_MS = 50_000
