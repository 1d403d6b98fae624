import { z } from 'zod'
import type { Deletion, DeletionKind } from '#contracts/keeping.ts'
import type { Database, Queryable } from './database.ts'
import type { DeletionStore } from './keeping-stores.ts'
import { rememberSpending } from './spent-calls.ts'

type Finish = Awaited<ReturnType<DeletionStore['finish']>>

/**
 * The last step of a deletion, in one transaction: the rows go, and what proves
 * it comes. The call stays locked meanwhile, so that nothing is added to it.
 */
export function finishDeletion(
  client: Database['client'],
  deletion: Deletion,
  reached: readonly string[],
  at: Date,
): Promise<Finish> {
  return client.$transaction(async (transaction) => {
    const call = await lockCall(transaction, deletion.callId)
    if (call?.isHeld === true) return 'held'
    const last = { transaction, deletion, reached, at, callSid: call?.callSid ?? null }
    const outcome = await finishKind[deletion.kind](last)
    if (outcome === 'done') await markDone(transaction, deletion, at)
    return outcome
  })
}

type Last = {
  transaction: Queryable
  deletion: Deletion
  reached: readonly string[]
  at: Date
  callSid: string | null
}

const finishKind: Record<DeletionKind, (last: Last) => Promise<Finish>> = {
  async recording(last) {
    const { transaction, deletion, at } = last
    await bury(last, await readFacts(transaction, { recordingSid: deletion.recordingSid ?? '' }))
    await transaction.recording.updateMany({
      where: { recordingSid: deletion.recordingSid ?? '' },
      data: { state: 'deleted', location: null, nextAttemptAt: null, carrierDeletedAt: at },
    })
    return 'done'
  },
  async transcript(last) {
    const { transaction, deletion, at } = last
    await transaction.call.updateMany({
      where: { id: deletion.callId, transcriptDeletedAt: null },
      data: { transcriptDeletedAt: at },
    })
    await bury(last, [])
    return 'done'
  },
  async call(last) {
    const { transaction, deletion, reached } = last
    const { callId } = deletion
    const all = await readFacts(transaction, { callId })
    if (all.some(({ recordingSid }) => !reached.includes(recordingSid))) return 'more'
    await rememberSpending(transaction, callId, last.at)
    await bury(last, all)
    await transaction.recording.deleteMany({ where: { callId } })
    await transaction.call.deleteMany({ where: { id: callId } })
    return 'done'
  },
}

/** Null: it is gone already. */
async function lockCall(transaction: Queryable, callId: string) {
  const rows = await transaction.$queryRaw`
    SELECT call_sid AS "callSid", legal_hold AS "isHeld" FROM calls WHERE id = ${callId} FOR UPDATE`
  return lockedRows.parse(rows)[0] ?? null
}

const lockedRows = z.array(z.object({ callSid: z.string().nullable(), isHeld: z.boolean() }))

type RecordingFacts = { recordingSid: string; sha256: string | null; bytes: bigint | null }

function readFacts(
  transaction: Queryable,
  where: { callId: string } | { recordingSid: string },
): Promise<RecordingFacts[]> {
  return transaction.recording.findMany({
    where,
    select: { recordingSid: true, sha256: true, bytes: true },
  })
}

/** Enters a tombstone for the thing itself, and for each of these recordings. */
async function bury(last: Last, recordings: readonly RecordingFacts[]): Promise<void> {
  const { transaction, deletion, at, callSid } = last
  const { kind, callId, cause, requestedBy } = deletion
  const common = { callId, callSid, cause, deletedBy: requestedBy, deletedAt: at }
  const bare = { recordingSid: deletion.recordingSid, sha256: null, bytes: null }
  await transaction.tombstone.createMany({
    data: [
      ...recordings.map((facts) => ({ ...common, ...facts, kind: 'recording' })),
      { ...common, ...bare, kind },
    ],
    skipDuplicates: true,
  })
}

/** With a call goes all that was under way for parts of it. */
async function markDone(transaction: Queryable, deletion: Deletion, at: Date): Promise<void> {
  const { id, kind, callId } = deletion
  await transaction.deletion.updateMany({
    where: { state: 'pending', ...(kind === 'call' ? { callId } : { id }) },
    data: { state: 'done', doneAt: at, failReason: null },
  })
}
