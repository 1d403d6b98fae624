import { z } from 'zod'
import type { Queryable } from './database.ts'
import type { EndedCall } from './keeping-stores.ts'

/**
 * One page of the retention's walk, by the index on `ended_at`: what it costs
 * depends on the page and not on how many calls there are.
 */
export async function listEndedCalls(
  queryable: Queryable,
  before: Date,
  after: EndedCall | null,
  limit: number,
): Promise<EndedCall[]> {
  const [fromAt, fromId] = after === null ? [null, ''] : [after.endedAt.toISOString(), after.callId]
  const rows: unknown = await queryable.$queryRawUnsafe(
    READ,
    before.toISOString(),
    fromAt,
    fromId,
    limit,
  )
  return rowsSchema.parse(rows)
}

/** Of these calls, by our ids or the carrier's SIDs, those that have ended, the oldest first. */
export async function listEndedOf(
  queryable: Queryable,
  idsOrSids: readonly string[],
): Promise<{ callId: string; isHeld: boolean }[]> {
  const named = { in: [...idsOrSids] }
  const rows = await queryable.call.findMany({
    where: { endedAt: { not: null }, OR: [{ id: named }, { callSid: named }] },
    select: { id: true, legalHold: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, legalHold }) => ({ callId: id, isHeld: legalHold }))
}

const READ = `
  SELECT calls.id AS "callId", calls.agent_id AS "agentId", calls.ended_at AS "endedAt",
    calls.transcript_deleted_at IS NULL AND (
      EXISTS (SELECT FROM transcript_lines WHERE transcript_lines.call_id = calls.id)
      OR EXISTS (SELECT FROM call_events WHERE call_events.call_id = calls.id)
    ) AS "hasWords",
    ARRAY(SELECT recording_sid FROM recordings
      WHERE recordings.call_id = calls.id AND recordings.state <> 'deleted') AS "recordingSids",
    EXISTS (SELECT FROM deletions WHERE deletions.call_id = calls.id
      AND deletions.kind = 'call' AND deletions.state = 'pending') AS "isLeaving"
  FROM calls
  WHERE ended_at < $1::timestamp AND NOT legal_hold
    AND ($2::timestamp IS NULL OR (ended_at >= $2::timestamp AND (ended_at, id) > ($2::timestamp, $3)))
  ORDER BY ended_at, id
  LIMIT $4`

const rowsSchema = z.array(
  z.object({
    callId: z.string(),
    agentId: z.string().nullable(),
    endedAt: z.date(),
    hasWords: z.boolean(),
    recordingSids: z.array(z.string()),
    isLeaving: z.boolean(),
  }),
)
