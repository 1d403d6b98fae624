import { DAY_MS } from '#core/keeping/expiry.ts'
import type { Queryable } from './database.ts'
import { COUNTS_FOR_LIMITS, ENDED_MINUTES, USAGE_SUMS } from './read-use-sums.ts'

/**
 * Before a call's row goes: what it counts for against the limits of the day it
 * was placed on stays, without anything that says whose it was. Days that are
 * over are forgotten.
 */
export async function rememberSpending(
  transaction: Queryable,
  callId: string,
  at: Date,
): Promise<void> {
  const forgetBefore = new Date(at.getTime() - KEEP_DAYS * DAY_MS).toISOString()
  await transaction.$executeRawUnsafe(REMEMBER, callId, forgetBefore)
  await transaction.$executeRawUnsafe(
    'DELETE FROM spent_calls WHERE day < $1::timestamp',
    forgetBefore,
  )
}

/** A day more than any limit counts, so that clocks need not agree. */
const KEEP_DAYS = 2

const REMEMBER = `
  INSERT INTO spent_calls (id, day, minutes, carrier_usd_per_minute, used)
  SELECT gen_random_uuid()::text, date_trunc('day', created_at), ${ENDED_MINUTES},
    carrier_usd_per_minute,
    COALESCE((SELECT jsonb_agg(sums) FROM (
      SELECT kind, model, ${USAGE_SUMS} FROM usages WHERE call_id = calls.id GROUP BY kind, model
    ) sums), '[]')
  FROM calls
  WHERE id = $1 AND created_at >= $2::timestamp AND ${COUNTS_FOR_LIMITS}`
