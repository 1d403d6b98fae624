import { z } from 'zod'
import type { Database, Queryable } from './database.ts'
import type { NewDeletion } from './keeping-stores.ts'

/**
 * Enters deletions, and takes what they are about out of everybody's sight, both
 * or neither. Answers the ids of those entered and of those that stand for the
 * same already. Calls are locked first, in order, as everywhere else.
 */
export async function requestDeletions(
  client: Database['client'],
  deletions: readonly NewDeletion[],
  at: Date,
): Promise<string[]> {
  if (deletions.length === 0) return []
  return client.$transaction(async (transaction) => {
    const calls = await lockCalls(transaction, deletions)
    const free = deletions.filter(({ callId }) => calls.get(callId)?.isHeld !== true)
    // Whoever asked at the same instant may have had it deleted by now.
    const left = await recordingsLeft(transaction, free)
    const open = free.filter(({ kind, callId, recordingSid, isLate = false }) =>
      kind === 'recording' ? isLate || left.has(recordingSid) : calls.has(callId),
    )
    await transaction.deletion.createMany({
      data: open.map(({ kind, callId, recordingSid, cause, requestedBy }) => {
        const asked = { kind, callId, recordingSid, cause, requestedBy }
        return { ...asked, requestedAt: at, nextAttemptAt: at }
      }),
      skipDuplicates: true,
    })
    await hide(transaction, free, at)
    const rows = await transaction.$queryRaw`
      SELECT DISTINCT ON (kind, call_id, recording_sid) id
      FROM deletions JOIN jsonb_to_recordset(${JSON.stringify(free)}::text::jsonb)
        AS asked(kind text, "callId" text, "recordingSid" text) USING (kind)
      WHERE call_id = asked."callId" AND recording_sid IS NOT DISTINCT FROM asked."recordingSid"
      ORDER BY kind, call_id, recording_sid, state DESC, requested_at DESC`
    return idRows.parse(rows).map(({ id }) => id)
  })
}

/** Answers those of the calls that are not gone, by id. */
async function lockCalls(
  transaction: Queryable,
  deletions: readonly NewDeletion[],
): Promise<Map<string, { isHeld: boolean }>> {
  const rows = await transaction.$queryRaw`
    SELECT id, legal_hold AS "isHeld" FROM calls
    WHERE id = ANY(${deletions.map(({ callId }) => callId)}::text[])
    ORDER BY id FOR NO KEY UPDATE`
  return new Map(lockedRows.parse(rows).map((call) => [call.id, call]))
}

/** Answers the recordings among them that are not gone, by SID. */
async function recordingsLeft(
  transaction: Queryable,
  deletions: readonly NewDeletion[],
): Promise<Set<string | null>> {
  const sids = sidsOf(deletions)
  if (sids.length === 0) return new Set()
  const rows = await transaction.$queryRaw`
    SELECT recording_sid AS sid FROM recordings
    WHERE recording_sid = ANY(${sids}::text[]) AND NOT EXISTS (
      SELECT FROM deletions
      WHERE deletions.call_id = recordings.call_id
        AND deletions.recording_sid = recordings.recording_sid AND deletions.kind = 'recording'
        AND deletions.state = 'done')`
  return new Set(leftRows.parse(rows).map(({ sid }) => sid))
}

function sidsOf(deletions: readonly NewDeletion[]): string[] {
  return deletions.flatMap(({ kind, recordingSid }) =>
    kind === 'recording' && recordingSid !== null ? [recordingSid] : [],
  )
}

/** Of a call that is still live nothing is hidden: its deletion waits for its end. */
async function hide(
  transaction: Queryable,
  deletions: readonly NewDeletion[],
  at: Date,
): Promise<void> {
  const callsOf = (kinds: readonly NewDeletion['kind'][]) =>
    deletions.filter(({ kind }) => kinds.includes(kind)).map(({ callId }) => callId)
  await transaction.recording.updateMany({
    where: {
      state: { not: 'deleted' },
      OR: [
        { recordingSid: { in: sidsOf(deletions) } },
        { callId: { in: callsOf(['call']) }, call: { endedAt: { not: null } } },
      ],
    },
    data: hidden(at),
  })
  await transaction.call.updateMany({
    where: {
      id: { in: callsOf(['call', 'transcript']) },
      endedAt: { not: null },
      transcriptDeletedAt: null,
    },
    data: { transcriptDeletedAt: at },
  })
}

/** A recording that nobody is served any more; where its file is stays known until it is gone. */
export function hidden(at: Date) {
  return { state: 'deleted', deletedAt: at, nextAttemptAt: null }
}

const lockedRows = z.array(z.object({ id: z.string(), isHeld: z.boolean() }))
const leftRows = z.array(z.object({ sid: z.string() }))
const idRows = z.array(z.object({ id: z.string() }))
