import { describe, expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { askToDelete } from '#tests/fixtures/ask-to-delete.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

const noon = Date.UTC(2026, 5, 1, 12)
const minute = (count: number) => new Date(noon + count * 60_000)
const file = {
  location: 'RE.wav',
  bytes: 16_058,
  sha256: 'a'.repeat(64),
  durationMs: 1_000,
  channels: 2,
  contentType: 'audio/wav',
}

export function describeRecordings(stores: Stores): void {
  const { calls, recordings } = stores

  async function announced(state: 'recording' | 'importing', startedAt = minute(0)) {
    const { call } = await calls.create(newCall({ callSid: newSid('CA') }))
    const news = { recordingSid: newSid('RE'), callId: call.id, channels: 2, startedAt }
    await recordings.announce({ ...news, state })
    return { ...news, call }
  }

  describe('announcing a recording', () => {
    test('a recording is shown with the call it belongs to', async () => {
      const { recordingSid, call } = await announced('recording')
      expect(await recordings.find(recordingSid)).toEqual({
        recordingSid,
        callId: call.id,
        callSid: call.callSid,
        direction: 'outbound',
        from: call.from,
        to: call.to,
        agentName: call.agentName,
        channels: 2,
        durationMs: null,
        bytes: null,
        sha256: null,
        missingMs: 0,
        contentType: 'audio/wav',
        state: 'recording',
        failReason: null,
        startedAt: minute(0).toISOString(),
        location: null,
        attempts: 0,
        nextAttemptAt: null,
        carrierDeletedAt: null,
        source: 'carrier',
        startMs: null,
        expiresAt: null,
      })
    })

    test('it moves forward, and late news does not take it back', async () => {
      const { call: _call, ...news } = await announced('recording')
      await recordings.announce({ ...news, state: 'importing', durationMs: 5_000 })
      const late = await recordings.announce({ ...news, state: 'recording' })
      expect(late).toMatchObject({ state: 'importing', durationMs: 5_000 })
    })

    test('one that is there after all is fetched, whatever was said of it before', async () => {
      for (const said of ['failed', 'absent'] as const) {
        const { call: _call, ...news } = await announced('recording')
        await recordings.announce({ ...news, state: said, failReason: 'Gone.' })
        const late = await recordings.announce({ ...news, state: 'importing' })
        expect(late).toMatchObject({ state: 'importing', failReason: null, attempts: 0 })
      }
    })

    test('nothing takes it out of ready or deleted', async () => {
      const { call: _call, ...news } = await announced('importing')
      await recordings.markReady(news.recordingSid, file)
      for (const state of ['recording', 'importing', 'absent', 'failed'] as const) {
        expect((await recordings.announce({ ...news, state })).state).toBe('ready')
      }
      await askToDelete(stores, news.recordingSid)
      expect((await recordings.announce({ ...news, state: 'importing' })).state).toBe('deleted')
      expect((await recordings.markReady(news.recordingSid, file)).state).toBe('deleted')
    })
  })

  describe('importing a recording', () => {
    test('is due at once, and again when the next attempt is', async () => {
      const { recordingSid } = await announced('importing')
      const due = async (now: Date) =>
        (await recordings.dueForImport(now, 100)).map((recording) => recording.recordingSid)
      expect(await due(minute(0))).toContain(recordingSid)
      const failed = await recordings.markAttemptFailed(recordingSid, 'Not there yet.', minute(5))
      expect(failed).toMatchObject({ state: 'importing', failReason: 'Not there yet.' })
      expect(await due(minute(4))).not.toContain(recordingSid)
      expect(await due(minute(5))).toContain(recordingSid)
      expect((await recordings.find(recordingSid))?.attempts).toBe(1)
    })

    test('given up, it is failed with its reason and never due again', async () => {
      const { recordingSid } = await announced('importing')
      const failed = await recordings.markAttemptFailed(recordingSid, 'Gone.', null)
      expect(failed).toMatchObject({ state: 'failed', failReason: 'Gone.' })
      const due = await recordings.dueForImport(minute(1e6), 100)
      expect(due.map((recording) => recording.recordingSid)).not.toContain(recordingSid)
    })

    test('the oldest is due first, and no more than asked for', async () => {
      const later = await announced('importing', new Date(2))
      const sooner = await announced('importing', new Date(1))
      const due = await recordings.dueForImport(minute(0), 2)
      expect(due.map((recording) => recording.recordingSid)).toEqual([
        sooner.recordingSid,
        later.recordingSid,
      ])
    })

    test('the next attempt of all is known, so that nobody has to poll', async () => {
      for (const due of await recordings.dueForImport(minute(1e6), 200)) {
        await askToDelete(stores, due.recordingSid)
      }
      expect(await recordings.nextImportAt()).toBeNull()
      const later = await announced('importing')
      const sooner = await announced('importing')
      expect(await recordings.nextImportAt()).toEqual(new Date(0))
      await recordings.markAttemptFailed(later.recordingSid, 'Busy.', minute(9))
      await recordings.markAttemptFailed(sooner.recordingSid, 'Busy.', minute(3))
      expect(await recordings.nextImportAt()).toEqual(minute(3))
    })

    test('ready, it has its file and no old trouble', async () => {
      const { recordingSid } = await announced('importing')
      await recordings.markAttemptFailed(recordingSid, 'Not there yet.', minute(1))
      const ready = await recordings.markReady(recordingSid, file)
      expect(ready).toMatchObject({ state: 'ready', bytes: 16_058, failReason: null })
      expect((await recordings.find(recordingSid))?.location).toBe('RE.wav')
      expect(await recordings.markReady(recordingSid, { ...file, bytes: 1 })).toEqual(ready)
    })
  })

  describe('lists of recordings', () => {
    test('newest first, in pages, without the deleted', async () => {
      const third = await announced('importing', minute(9_000))
      const deleted = await announced('importing', minute(9_001))
      const second = await announced('importing', minute(9_002))
      const first = await announced('importing', minute(9_002))
      await askToDelete(stores, deleted.recordingSid)
      const sids: string[] = []
      let cursor: string | undefined
      for (let page = 0; page < 3; page += 1) {
        const { items, nextCursor } = await recordings.list({
          limit: 1,
          ...(cursor !== undefined && { cursor }),
        })
        sids.push(...items.map(({ recordingSid }) => recordingSid))
        cursor = nextCursor ?? undefined
      }
      const newest = [first.recordingSid, second.recordingSid].toSorted().toReversed()
      expect(sids).toEqual([...newest, third.recordingSid])
      expect(await recordings.ofCall(deleted.callId)).toEqual([])
      expect(await recordings.ofCall(first.callId)).toHaveLength(1)
    })
  })
}
