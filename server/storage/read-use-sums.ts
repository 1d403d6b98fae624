import { z } from 'zod'
import { tokenCountFields } from '#contracts/token-counts.ts'
import { usageSchema } from '#contracts/usage.ts'
import { dearestCarrierUsdPerMinute } from '#core/cost/carrier-cost.ts'
import { startOfDay, type UseSums } from '#core/spending/spending-use.ts'
import type { Queryable } from './database.ts'

/**
 * Sums up the placed calls of the day of `now`, and those of any day that are
 * not over. Reads the day's calls and their usages by index, however many calls
 * there are besides. A dial that the carrier refused counts for nothing, and a
 * row that was never confirmed to be dialled counts for two minutes.
 */
export async function readUseSums(queryable: Queryable, now: Date): Promise<UseSums> {
  const since = startOfDay(now).toISOString()
  const confirmedSince = new Date(now.getTime() - DIAL_MS_MAX).toISOString()
  const rows = rowsSchema.parse(
    await queryable.$queryRawUnsafe(READ, since, confirmedSince, dearestCarrierUsdPerMinute),
  )
  const [read] = rows
  const ended = read.sums.find(({ model }) => model === null)
  const held = read.sums.flatMap(({ model, minutes, carrierUsd }) =>
    model === null ? [] : [{ model, minutes, carrierUsd }],
  )
  return {
    callsAtOnce: read.callsAtOnce,
    callsToday: read.sums.reduce((all, { calls }) => all + calls, 0),
    ended: { minutes: ended?.minutes ?? 0, carrierUsd: ended?.carrierUsd ?? 0 },
    held,
    used: read.used,
  }
}

/** A dial takes seconds; a row without a SID for longer belongs to a process that died over it. */
const DIAL_MS_MAX = 120_000

/** Of placed calls that have ended, those that count; a dial that the carrier refused does not. */
export const COUNTS_FOR_LIMITS = `direction = 'outbound' AND ended_at IS NOT NULL
      AND (call_sid IS NOT NULL OR end_reason IS NULL
        OR end_reason NOT IN ('carrier-refused', 'carrier-failed'))`

/** Begun minutes of a call that has ended. */
export const ENDED_MINUTES = `CEIL(
        COALESCE(carrier_seconds, EXTRACT(EPOCH FROM ended_at - answered_at), 0) / 60.0)::float8`

export const USAGE_SUMS = `
      SUM(text_input_tokens) AS "textInputTokens",
      SUM(audio_input_tokens) AS "audioInputTokens",
      SUM(cached_text_tokens) AS "cachedTextTokens",
      SUM(cached_audio_tokens) AS "cachedAudioTokens",
      SUM(text_output_tokens) AS "textOutputTokens",
      SUM(audio_output_tokens) AS "audioOutputTokens",
      SUM(audio_seconds) AS "audioSeconds"`

/**
 * `sums` has one entry for the calls that have ended (`model` null) and one a
 * model for those on the air; `used` one a model of the ended ones. Calls that
 * were deleted count by what `spent_calls` remembers of them. Only the
 * configurations of calls on the air are read: they are long.
 */
const READ = `
  WITH on_air AS (
    SELECT created_at, config ->> 'model' AS model, carrier_usd_per_minute,
      (config ->> 'longestCallMinutes')::float8 AS minutes
    FROM calls
    WHERE ended_at IS NULL AND direction = 'outbound'
      AND (call_sid IS NOT NULL OR created_at >= $2::timestamp)
  ), ended AS (
    SELECT id, carrier_usd_per_minute, ${ENDED_MINUTES} AS minutes
    FROM calls
    WHERE created_at >= $1::timestamp AND ${COUNTS_FOR_LIMITS}
  ), deleted AS (
    SELECT carrier_usd_per_minute, minutes, used FROM spent_calls WHERE day >= $1::timestamp
  ), counted AS (
    SELECT NULL AS model, carrier_usd_per_minute, minutes FROM ended
    UNION ALL
    SELECT NULL AS model, carrier_usd_per_minute, minutes FROM deleted
    UNION ALL
    SELECT model, carrier_usd_per_minute, minutes FROM on_air WHERE created_at >= $1::timestamp
  ), sums AS (
    SELECT model, COUNT(*) AS calls, SUM(minutes) AS minutes,
      SUM(minutes * COALESCE(carrier_usd_per_minute, $3)) AS "carrierUsd"
    FROM counted GROUP BY model
  ), used AS (
    SELECT usages.kind, usages.model, ${USAGE_SUMS}
    FROM ended JOIN usages ON usages.call_id = ended.id
    GROUP BY usages.kind, usages.model
    UNION ALL
    SELECT spent.* FROM deleted, jsonb_to_recordset(deleted.used) AS spent(kind text, model text,
      "textInputTokens" bigint, "audioInputTokens" bigint, "cachedTextTokens" bigint,
      "cachedAudioTokens" bigint, "textOutputTokens" bigint, "audioOutputTokens" bigint,
      "audioSeconds" float8)
  )
  SELECT
    (SELECT COUNT(*)::int FROM on_air) AS "callsAtOnce",
    (SELECT COALESCE(json_agg(sums), '[]') FROM sums) AS sums,
    (SELECT COALESCE(json_agg(used), '[]') FROM used) AS used`

const rowsSchema = z.tuple([
  z.object({
    callsAtOnce: z.number(),
    sums: z.array(
      z.object({
        model: z.string().nullable(),
        calls: z.number(),
        minutes: z.number(),
        carrierUsd: z.number(),
      }),
    ),
    used: z.array(
      usageSchema.pick({ kind: true, model: true, audioSeconds: true }).extend(tokenCountFields),
    ),
  }),
])
