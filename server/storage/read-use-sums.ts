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
  const sums = sumsSchema.parse(
    await queryable.$queryRawUnsafe(SUMS, since, confirmedSince, dearestCarrierUsdPerMinute),
  )
  const used = usedSchema.parse(await queryable.$queryRawUnsafe(USED, since))
  const [first] = sums
  const ended = sums.filter((sum) => sum.model === null)
  const held = sums.flatMap(({ model, ...sum }) => (model === null ? [] : [{ ...sum, model }]))
  return {
    callsAtOnce: first?.callsAtOnce ?? 0,
    callsToday: total(sums.map(({ calls }) => calls)),
    ended: {
      minutes: total(ended.map(({ minutes }) => minutes)),
      carrierUsd: total(ended.map(({ carrierUsd }) => carrierUsd)),
    },
    held: held.map(({ model, minutes, carrierUsd }) => ({ model, minutes, carrierUsd })),
    used,
  }
}

/** A dial takes seconds; a row without a SID for longer belongs to a process that died over it. */
const DIAL_MS_MAX = 120_000

/**
 * One row for the calls that have ended (`model` null), one a model for those on
 * the air; always at least one. Only the configurations of calls on the air are
 * read: they are long.
 */
const SUMS = `
  WITH on_air AS (
    SELECT id, created_at, config ->> 'model' AS model, carrier_usd_per_minute,
      (config ->> 'longestCallMinutes')::float8 AS minutes
    FROM calls
    WHERE ended_at IS NULL AND direction = 'outbound'
      AND (call_sid IS NOT NULL OR created_at >= $2::timestamp)
  ), counted AS (
    SELECT NULL AS model, carrier_usd_per_minute,
      CEIL(COALESCE(carrier_seconds, EXTRACT(EPOCH FROM ended_at - answered_at), 0) / 60.0)::float8
        AS minutes
    FROM calls
    WHERE created_at >= $1::timestamp AND direction = 'outbound' AND ended_at IS NOT NULL
      AND (call_sid IS NOT NULL OR end_reason IS NULL OR end_reason NOT IN ('carrier-refused', 'carrier-failed'))
    UNION ALL
    SELECT model, carrier_usd_per_minute, minutes FROM on_air WHERE created_at >= $1::timestamp
  ), summed AS (
    SELECT model, COUNT(*)::int AS calls, SUM(minutes) AS minutes,
      SUM(minutes * COALESCE(carrier_usd_per_minute, $3)) AS carrier_usd
    FROM counted GROUP BY model
  )
  SELECT (SELECT COUNT(*)::int FROM on_air) AS "callsAtOnce", model,
    COALESCE(calls, 0) AS calls, COALESCE(minutes, 0) AS minutes,
    COALESCE(carrier_usd, 0) AS "carrierUsd"
  FROM (SELECT 1) AS always LEFT JOIN summed ON TRUE`

/** What the ended calls of the day have used, by kind and model. */
const USED = `
  SELECT usages.kind, usages.model,
    SUM(text_input_tokens)::int AS "textInputTokens",
    SUM(audio_input_tokens)::int AS "audioInputTokens",
    SUM(cached_text_tokens)::int AS "cachedTextTokens",
    SUM(cached_audio_tokens)::int AS "cachedAudioTokens",
    SUM(text_output_tokens)::int AS "textOutputTokens",
    SUM(audio_output_tokens)::int AS "audioOutputTokens",
    SUM(audio_seconds) AS "audioSeconds"
  FROM calls JOIN usages ON usages.call_id = calls.id
  WHERE calls.created_at >= $1::timestamp AND direction = 'outbound' AND ended_at IS NOT NULL
  GROUP BY usages.kind, usages.model`

const sumsSchema = z.array(
  z.object({
    callsAtOnce: z.number(),
    model: z.string().nullable(),
    calls: z.number(),
    minutes: z.number(),
    carrierUsd: z.number(),
  }),
)

const usedSchema = z.array(
  usageSchema.pick({ kind: true, model: true, audioSeconds: true }).extend(tokenCountFields),
)

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0)
}
