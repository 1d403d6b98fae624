import { describe, expect, test } from 'vitest'
import { keepWrites } from '#server/storage/keep-writes.ts'
import type { Database } from '#server/storage/database.ts'
import type { NewDeletion } from '#server/storage/keeping-stores.ts'
import type { Stores } from '#server/storage/stores.ts'
import { callWithAll, rowsOf, said } from '#tests/fixtures/call-with-all.ts'

const at = new Date('2026-06-01T12:00:00.000Z')
const later = (ms: number) => new Date(at.getTime() + ms)

export function describeDeletions(stores: Stores, database: Database): void {
  const { deletions, tombstones } = stores
  const wholeCall = (callId: string, over: Partial<NewDeletion> = {}): NewDeletion => ({
    kind: 'call',
    callId,
    recordingSid: null,
    cause: 'asked',
    requestedBy: 'Olga',
    ...over,
  })

  async function requested(deletion: NewDeletion) {
    const [entered] = await deletions.request([deletion], at)
    if (entered === undefined) throw new Error('it was not entered')
    return entered
  }

  describe('requesting a deletion', () => {
    test('two of one thing are one, and a held call is left out', async () => {
      const { callId, recordingSid } = await callWithAll(stores, database)
      const one = await requested(wholeCall(callId))
      const [again, other] = await deletions.request(
        [
          wholeCall(callId, { requestedBy: 'Ada' }),
          wholeCall(callId, { kind: 'recording', recordingSid }),
        ],
        later(1),
      )
      expect(again).toEqual(one)
      expect(other).toMatchObject({ kind: 'recording', state: 'pending', attempts: 0 })
      const held = await callWithAll(stores, database)
      await stores.keeping.setHold(held.callId, true)
      expect(await deletions.request([wholeCall(held.callId)], at)).toEqual([])
    })

    test('what is entered is served to nobody from then on', async () => {
      const { callId, recordingSid } = await callWithAll(stores, database)
      await requested(wholeCall(callId))
      expect((await stores.recordings.find(recordingSid))?.state).toBe('deleted')
      expect(await stores.recordings.ofCall(callId)).toEqual([])
      expect(await stores.transcripts.list(callId)).toEqual([])
      expect(JSON.stringify(await stores.events.list(callId))).not.toContain(said)
    })

    test('it is due at once, after a failure when its next attempt is, and never while held', async () => {
      const { callId } = await callWithAll(stores, database)
      const { id } = await requested(wholeCall(callId))
      const due = async (now: Date) => (await deletions.due(now, 1_000)).map((one) => one.id)
      expect(await due(at)).toContain(id)
      await deletions.markAttemptFailed(id, 'The carrier does not answer.', later(5_000))
      expect(await due(later(4_999))).not.toContain(id)
      expect(await due(later(5_000))).toContain(id)
      const [pending] = await deletions.standing([id])
      expect(pending).toMatchObject({ attempts: 1, failReason: 'The carrier does not answer.' })
      await stores.keeping.setHold(callId, true)
      expect(await due(later(5_000))).not.toContain(id)
      expect(await deletions.begin(pending!)).toBeNull()
      expect(await deletions.finish(pending!, [], at)).toBe('held')
    })
  })

  describe('the last step of a deletion', () => {
    test('of a call leaves nothing in any table but tombstones, with its sums', async () => {
      const { callId, callSid, recordingSid, sha256 } = await callWithAll(stores, database)
      const deletion = await requested(wholeCall(callId))
      expect((await deletions.begin(deletion))?.recordings).toHaveLength(1)
      expect(await deletions.finish(deletion, [], at)).toBe('more')
      expect(await deletions.finish(deletion, [recordingSid], later(9))).toBe('done')
      expect(await rowsOf(database, [callId, callSid, recordingSid])).toEqual({
        deletions: 1,
        tombstones: 2,
      })
      const { items } = await tombstones.list({ limit: 10, callId: callSid })
      expect(items).toContainEqual({
        kind: 'recording',
        callId,
        callSid,
        recordingSid,
        sha256,
        bytes: 1_000,
        cause: 'asked',
        deletedBy: 'Olga',
        deletedAt: later(9).toISOString(),
      })
      expect(await tombstones.isDeletedCall(callSid)).toBe(true)
      expect(await tombstones.ofRecording(recordingSid)).toMatchObject({ sha256 })
      expect(await deletions.finish(deletion, [recordingSid], later(99))).toBe('done')
      expect((await tombstones.list({ limit: 10, callId })).items).toEqual(items)
    })

    test('of a transcript leaves the call and its figures', async () => {
      const { callId } = await callWithAll(stores, database)
      const deletion = await requested(wholeCall(callId, { kind: 'transcript' }))
      await deletions.removeWords(callId)
      expect(await deletions.finish(deletion, [], at)).toBe('done')
      const call = await stores.calls.find(callId)
      expect(call?.transcriptDeletedAt).not.toBeNull()
      expect(await stores.turns.list(callId)).toHaveLength(1)
      const events = await database.client.callEvent.findMany({ where: { callId } })
      expect(events.map(({ data }) => data)).toEqual([{}])
      expect(await database.client.transcriptLine.count({ where: { callId } })).toBe(0)
    })

    test('of a recording leaves its row, which says that it is gone', async () => {
      const { callId, recordingSid } = await callWithAll(stores, database)
      const deletion = await requested(wholeCall(callId, { kind: 'recording', recordingSid }))
      await deletions.removePeaks([recordingSid])
      expect(await deletions.finish(deletion, [recordingSid], at)).toBe('done')
      expect(await stores.recordings.find(recordingSid)).toMatchObject({
        state: 'deleted',
        location: null,
      })
      expect(await database.client.recordingPeaks.count({ where: { recordingSid } })).toBe(0)
      expect(await stores.transcripts.list(callId)).toHaveLength(1)
    })

    test('what a deletion owes the audit log is remembered until it is entered', async () => {
      const { callId, recordingSid } = await callWithAll(stores, database)
      const deletion = await requested(wholeCall(callId))
      await deletions.finish(deletion, [recordingSid], at)
      const owed = async () => (await deletions.unaudited(1_000)).map(({ id }) => id)
      expect(await owed()).toContain(deletion.id)
      await deletions.markAudited([deletion.id], at)
      expect(await owed()).not.toContain(deletion.id)
    })
  })

  describe('what comes late', () => {
    test('words of a deleted call are dropped, and those of a call that never was are refused', async () => {
      const { callId, recordingSid, writes } = await callWithAll(stores, database)
      const deletion = await requested(wholeCall(callId))
      await keepWrites(stores.callWrites, callId, writes)
      expect(await database.client.transcriptLine.count({ where: { callId } })).toBe(1)
      await deletions.finish(deletion, [recordingSid], at)
      await keepWrites(stores.callWrites, callId, writes)
      expect(await rowsOf(database, [callId])).toEqual({ deletions: 1, tombstones: 2 })
      await expect(keepWrites(stores.callWrites, 'never', writes)).rejects.toThrow()
    })

    test('words of a deleted transcript are dropped; its figures are kept', async () => {
      const { callId, writes } = await callWithAll(stores, database, { isBare: true })
      const deletion = await requested(wholeCall(callId, { kind: 'transcript' }))
      await deletions.removeWords(callId)
      await deletions.finish(deletion, [], at)
      await keepWrites(stores.callWrites, callId, writes)
      expect(await database.client.transcriptLine.count({ where: { callId } })).toBe(0)
      const events = await database.client.callEvent.findMany({ where: { callId } })
      expect(events.map(({ data }) => data)).toEqual([{}])
      expect(await stores.usages.list(callId)).toHaveLength(1)
    })
  })

  test('a deleted call counts for the limits of its day as before', async () => {
    const now = new Date()
    const { callId, recordingSid } = await callWithAll(stores, database)
    const before = await stores.spending.sums(now)
    const deletion = await requested(wholeCall(callId))
    await deletions.finish(deletion, [recordingSid], now)
    const after = await stores.spending.sums(now)
    const used = (sums: typeof after) =>
      sums.used.reduce((all, one) => all + one.textInputTokens, 0)
    expect({ ...after, used: used(after) }).toEqual({ ...before, used: used(before) })
    expect(used(before)).toBeGreaterThan(0)
  })
}
