import { describe, expect, test } from 'vitest'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import type { Database } from '#server/storage/database.ts'
import type { EndedCall } from '#server/storage/keeping-stores.ts'
import type { Stores } from '#server/storage/stores.ts'
import { askToDelete } from '#tests/fixtures/ask-to-delete.ts'
import { callWithAll } from '#tests/fixtures/call-with-all.ts'

const day = (count: number) => new Date(Date.UTC(2026, 0, 1 + count))

export function describeKeeping(stores: Stores, database: Database): void {
  const { keeping } = stores

  describe('for how long what is kept', () => {
    test('what nobody has set is as it was given, and a change leaves the rest', async () => {
      expect(await keeping.settings(defaultKeeping)).toEqual(defaultKeeping)
      const retention = { recordingsDays: 30, transcriptsDays: null, callsDays: 365 }
      await keeping.update({ retention }, defaultKeeping)
      const changed = await keeping.update({ quotaBytes: 5_000_000 }, defaultKeeping)
      expect(changed).toEqual({ ...defaultKeeping, retention, quotaBytes: 5_000_000 })
      expect(await keeping.settings(defaultKeeping)).toEqual(changed)
      await keeping.update(defaultKeeping, defaultKeeping)
    })

    test('the daily retention is claimed once, and again only while it has not ended', async () => {
      const at = (minutes: number) => new Date(day(0).getTime() + minutes * 60_000)
      const claims = await Promise.all(
        [1, 1, 1].map((one) => keeping.claimRetention(day(0), at(one))),
      )
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await keeping.claimRetention(day(0), at(1.5))).toBe(false)
      expect(await keeping.claimRetention(day(0), at(2))).toBe(true)
      await keeping.endRetention(at(2))
      expect(await keeping.claimRetention(day(0), at(60))).toBe(false)
      expect(await keeping.retentionRanAt()).toEqual(at(2))
      expect(await keeping.claimRetention(day(1), day(1))).toBe(true)
      await keeping.endRetention(day(1))
    })

    test('the retention walks through ended calls, the oldest first, and leaves held ones out', async () => {
      const made = []
      for (const count of [3, 1, 2])
        made.push(await callWithAll(stores, database, { endedAt: day(count - 3_000) }))
      const held = await callWithAll(stores, database, { endedAt: day(-3_000) })
      await keeping.setHold(held.callId, true)
      const walked: EndedCall[] = []
      for (let after: EndedCall | null = null; ; after = walked.at(-1) ?? null) {
        const page: EndedCall[] = await keeping.endedCalls(day(3 - 3_000), after, 1)
        if (page.length === 0) break
        walked.push(...page)
      }
      expect(walked.map(({ callId }) => callId)).toEqual([made[1]!.callId, made[2]!.callId])
      expect(walked[0]).toMatchObject({
        agentId: null,
        hasWords: true,
        recordingSids: [made[1]!.recordingSid],
        isLeaving: false,
      })
    })
  })

  describe('what is stored', () => {
    test('[STORE-1] its sums are those of the rows, whatever came and went, and adding them up changes nothing', async () => {
      const one = await callWithAll(stores, database)
      await callWithAll(stores, database)
      const late = await callWithAll(stores, database)
      await askToDelete(stores, late.recordingSid)
      const [entered] = await stores.deletions.request(
        [
          {
            kind: 'call',
            callId: one.callId,
            recordingSid: null,
            cause: 'asked',
            requestedBy: 'Olga',
          },
        ],
        new Date(),
      )
      await stores.deletions.finish(entered!, [one.recordingSid], new Date())
      const since = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 29 * 86_400_000)
      const stored = await keeping.stored(since)
      const rows = await database.client.recording.findMany({
        where: { state: { not: 'deleted' } },
      })
      const bytes = rows.reduce((all, row) => all + Number(row.bytes ?? 0), 0)
      expect(stored.bytes).toBe(bytes)
      expect(stored.recordings.count).toBe(rows.length)
      expect(stored.recordings.bySource).toEqual([{ source: 'carrier', count: rows.length, bytes }])
      expect(stored.recordings.byAgent[0]).toMatchObject({ agentId: null, count: rows.length })
      expect(stored.calls).toBe(await database.client.call.count())
      expect(stored.transcripts.lines).toBe(await database.client.transcriptLine.count())
      expect(stored.growth).toHaveLength(30)
      expect(stored.growth.at(-1)?.count).toBeGreaterThan(0)
      expect(stored.recordings.oldestAt).toBe(
        rows.map(({ startedAt }) => startedAt.toISOString()).toSorted()[0],
      )
      await keeping.compactSums()
      expect(await keeping.stored(since)).toEqual(stored)
    })

    test('what is held on a number is what its calls hold, on whichever side it stands but ours', async () => {
      const number = '+442079460001'
      const ours = '+14155550100'
      const called = await callWithAll(stores, database, { from: ours, to: number })
      const caller = await callWithAll(stores, database, {
        direction: 'inbound',
        from: number,
        to: ours,
      })
      await callWithAll(stores, database, { from: ours, to: '+442079460002' })
      await keeping.setHold(caller.callId, true)
      expect(await keeping.holdings(number)).toMatchObject({
        calls: 2,
        recordings: 2,
        transcriptLines: 2,
        bytes: 2_000,
        held: 1,
      })
      expect((await keeping.callsWith(number)).toSorted((a) => (a.isHeld ? 1 : -1))).toEqual([
        { callId: called.callId, isHeld: false },
        { callId: caller.callId, isHeld: true },
      ])
      expect(await keeping.holdings(ours)).toMatchObject({ calls: 0, firstAt: null })
    })
  })
}
