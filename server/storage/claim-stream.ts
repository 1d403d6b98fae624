import { z } from 'zod'
import { agentConfigSchema } from '#contracts/agent.ts'
import { directionSchema } from '#contracts/call.ts'
import type { Queryable } from './database.ts'
import type { CallStore, StreamClaim } from './stores.ts'
import { hashOf } from './ticket-hash.ts'

type Claim = Parameters<CallStore['claimStream']>[0]

/**
 * Spends the ticket and ties the stream to its call in one statement: a caller
 * is waiting, so one round trip is all this may cost, and a ticket whose call
 * is over is spent as well.
 */
export async function claimStream(
  queryable: Queryable,
  { ticket, callSid, streamSid, relayId, now }: Claim,
): Promise<StreamClaim | null> {
  const rows = await queryable.$queryRaw<unknown[]>`
    WITH spent AS (
      UPDATE stream_tickets SET used_at = ${now}
      WHERE hash = ${hashOf(ticket)} AND call_sid = ${callSid}
        AND used_at IS NULL AND expires_at > ${now}
      RETURNING call_id
    )
    UPDATE calls SET
      stream_sid = ${streamSid},
      stream_started_at = COALESCE(stream_started_at, ${now}),
      stream_count = stream_count + 1,
      relay_id = ${relayId}
    FROM spent
    WHERE calls.id = spent.call_id AND calls.end_reason IS NULL AND calls.ended_at IS NULL
    RETURNING calls.id, calls.direction, calls.config, calls.stream_count, calls.stream_started_at`
  const [row] = rows
  if (row === undefined) return null
  const { id, direction, config, stream_count, stream_started_at } = rowSchema.parse(row)
  return {
    callId: id,
    direction,
    config,
    streamNumber: stream_count - 1,
    firstStreamAt: stream_started_at,
  }
}

const rowSchema = z.object({
  id: z.string(),
  direction: directionSchema,
  config: agentConfigSchema,
  stream_count: z.number().int(),
  stream_started_at: z.date(),
})
