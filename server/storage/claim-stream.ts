import { z } from 'zod'
import { agentConfigSchema } from '#contracts/agent.ts'
import { directionSchema } from '#contracts/call.ts'
import type { Database } from './database.ts'
import type { CallStore, StreamClaim } from './call-stores.ts'
import { hashOf } from './ticket-hash.ts'

type Claim = Parameters<CallStore['claimStream']>[0]

/**
 * Spends the ticket and ties the stream to its call in one statement: a caller
 * is waiting, so one round trip is all this may cost. A ticket whose call is
 * over is spent as well, and so is one whose turn has passed: it opens the stream
 * of its number only. Two tickets for one stream meet at the call's row, and
 * whoever comes second finds it counted.
 */
export async function claimStream(
  { quickLane }: Database,
  { ticket, now, ...stream }: Claim,
): Promise<StreamClaim | null> {
  const asked = JSON.stringify({ ...stream, hash: hashOf(ticket), nowMs: now.getTime() })
  const answered = await quickLane.ask(statement, asked)
  if (answered === null) return null
  const { firstStreamMs, ...claim } = claimSchema.parse(JSON.parse(answered))
  return { ...claim, firstStreamAt: new Date(firstStreamMs) }
}

const claimSchema = z.object({
  callId: z.string(),
  direction: directionSchema,
  config: agentConfigSchema,
  streamNumber: z.number().int(),
  firstStreamMs: z.number(),
})

/** Times in the tables are UTC without saying so. */
const statement = `
  WITH asked AS (
    SELECT a ->> 'hash' AS hash, a ->> 'callSid' AS call_sid, a ->> 'streamSid' AS stream_sid,
      a ->> 'relayId' AS relay_id,
      to_timestamp((a ->> 'nowMs')::float8 / 1000) AT TIME ZONE 'UTC' AS now
    FROM (SELECT $1::jsonb AS a) AS given
  ), spent AS (
    UPDATE stream_tickets SET used_at = asked.now FROM asked
    WHERE stream_tickets.hash = asked.hash AND stream_tickets.call_sid = asked.call_sid
      AND used_at IS NULL AND expires_at > asked.now
    RETURNING call_id, stream_number
  ), claimed AS (
    UPDATE calls SET
      stream_sid = asked.stream_sid,
      stream_started_at = COALESCE(stream_started_at, asked.now),
      stream_count = stream_count + 1,
      stream_ticket_hash = asked.hash,
      relay_id = asked.relay_id
    FROM spent, asked
    WHERE calls.id = spent.call_id AND calls.stream_count = spent.stream_number
      AND calls.end_reason IS NULL AND calls.ended_at IS NULL
    RETURNING calls.*
  )
  SELECT json_build_object(
    'callId', id, 'direction', direction, 'config', config, 'streamNumber', stream_count - 1,
    'firstStreamMs', round(extract(epoch FROM stream_started_at) * 1000)
  )::text FROM claimed`
