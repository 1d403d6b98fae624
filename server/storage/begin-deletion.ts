import type { Deletion } from '#contracts/keeping.ts'
import { recordingSourceSchema, type RecordingSource } from '#contracts/recording.ts'
import type { Queryable } from './database.ts'
import type { DeletionSubject } from './keeping-stores.ts'
import { hidden } from './request-deletions.ts'

/** Reads what a deletion is about. What came to an ended call since it was requested goes out of sight now. */
export async function beginDeletion(
  client: Queryable,
  deletion: Deletion,
): Promise<DeletionSubject | null> {
  const { callId, recordingSid, kind } = deletion
  const call = await client.call.findUnique({
    where: { id: callId },
    select: { callSid: true, legalHold: true, endedAt: true },
  })
  if (call?.legalHold === true) return null
  const isLive = call !== null && call.endedAt === null
  if (kind === 'call' && call !== null && !isLive) await hideLate(client, callId)
  return {
    call: call && { callSid: call.callSid, isLive },
    recordings: await recordingsOf(client, kind === 'call' ? { callId } : { recordingSid }),
  }
}

async function hideLate(client: Queryable, callId: string): Promise<void> {
  const now = new Date()
  await client.recording.updateMany({
    where: { callId, state: { not: 'deleted' } },
    data: hidden(now),
  })
  await client.call.updateMany({
    where: { id: callId, transcriptDeletedAt: null },
    data: { transcriptDeletedAt: now },
  })
}

type Recordings = DeletionSubject['recordings']

async function recordingsOf(
  client: Queryable,
  which: { callId: string } | { recordingSid: string | null },
): Promise<Recordings> {
  if ('recordingSid' in which && which.recordingSid === null) return []
  const rows = await client.recording.findMany({
    where: 'callId' in which ? which : { recordingSid: which.recordingSid ?? '' },
    select: { recordingSid: true, source: true, location: true },
    orderBy: { recordingSid: 'asc' },
  })
  const known = rows.map((row) => ({ ...row, source: recordingSourceSchema.parse(row.source) }))
  if ('callId' in which || known.length > 0 || which.recordingSid === null) return known
  // Its row went with its call; the carrier told of it afterwards.
  const { recordingSid } = which
  return [{ recordingSid, source: sourceOf(recordingSid), location: null }]
}

function sourceOf(recordingSid: string): RecordingSource {
  return recordingSid.startsWith('RL') ? 'relay' : 'carrier'
}
