import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import { foundCalls } from './found-calls.ts'

export function describeFinding(stores: Stores, database: Database): void {
  const { calls, recordings } = stores
  const { ids, callWith, agentId } = foundCalls(stores, database)

  describe('narrowing a list of calls', () => {
    test('[FIND-1] each filter keeps what fits and nothing else, and all that are given hold', async () => {
      const answeredAt = new Date('2026-02-03T10:00:05Z')
      const plain = await callWith()
      const special = await callWith({
        direction: 'outbound',
        from: '+14155550100',
        to: '+81312345678',
        status: 'busy',
        endReason: 'busy',
        legalHold: true,
        tags: ['vip', '日本語'],
        createdAt: new Date('2026-02-03T10:00:00.500Z'),
        answeredAt,
        endedAt: new Date(answeredAt.getTime() + 10400),
      })
      const filters: Record<string, unknown>[] = [
        { to: '2026-02-03T10:00:00.501Z' },
        { from: '2026-02-03T12:00:00.500+02:00', to: '2026-02-04T00:00:00Z' },
        { direction: 'outbound' },
        { number: '+81 3' },
        { status: 'busy' },
        { endReason: 'busy' },
        { minSeconds: '10' },
        { maxSeconds: '10' },
        { minSeconds: '10', maxSeconds: '10' },
        { legalHold: 'true' },
        { tag: 'VIP' },
        { tag: '日本語', status: 'busy', direction: 'outbound', legalHold: 'true' },
      ]
      for (const filter of filters) {
        expect(await ids(filter), JSON.stringify(filter)).toEqual([special])
      }
      const others: Record<string, unknown>[] = [
        { from: '2026-02-03T10:00:00.501Z' },
        { direction: 'inbound' },
        { status: 'completed' },
        { legalHold: 'false' },
        { number: '+44' },
      ]
      for (const filter of others) {
        expect(await ids(filter), JSON.stringify(filter)).toEqual([plain])
      }
      for (const none of [{ minSeconds: '11' }, { maxSeconds: '9' }, { tag: 'other' }]) {
        expect(await ids(none), JSON.stringify(none)).toEqual([])
      }
      expect(await ids({ direction: 'inbound', status: 'busy' })).toEqual([])
    })

    test.each([
      ['+442079460958', true],
      ['+44 (20) 79', true],
      ['442079', true],
      ['0958', true],
      ['7946 0958', true],
      ['020 7946 0958', true],
      ['+2079', false],
      ['2079', false],
      ['+0958', false],
      ['14155550100', false],
    ])(
      '[FIND-2] %s leads to +44 20 7946 0958 and not to our own number: %s',
      async (number, is) => {
        const id = await callWith()
        expect((await ids({ number })).includes(id)).toBe(is)
      },
    )

    test('[FIND-3] whether a call has something to play follows its recordings, whoever changes them', async () => {
      const id = await callWith()
      const recordingSid = newSid('RE')
      const has = async () => (await ids({ hasRecording: 'true' })).includes(id)
      const hasNot = async () => (await ids({ hasRecording: 'false' })).includes(id)
      expect([await has(), await hasNot()]).toEqual([false, true])
      const startedAt = new Date('2020-01-01T00:00:00Z')
      const base = { recordingSid, callId: id, channels: 2, startedAt }
      await recordings.announce({ ...base, state: 'importing' })
      await recordings.announce({ ...base, recordingSid: newSid('RE'), state: 'absent' })
      expect([await has(), await hasNot()]).toEqual([true, false])
      await recordings.markAttemptFailed(recordingSid, 'gone', null)
      expect([await has(), await hasNot()]).toEqual([false, true])
      const other = newSid('RE')
      await recordings.announce({ ...base, recordingSid: other, state: 'importing' })
      await database.client.recording.delete({ where: { recordingSid: other } })
      expect([await has(), await hasNot()]).toEqual([false, true])
    })
  })

  describe('tags', () => {
    test('[FIND-11] tags are added and taken off together, unknown calls are left out, and all are counted', async () => {
      const [one, other] = [await callWith(), await callWith({ tags: ['old', 'kept'] })]
      const tag = `t${randomUUID()}`
      const changed = await calls.tag({
        callIds: [one, other, randomUUID()],
        add: [tag, 'kept'],
        remove: ['old'],
      })
      expect(new Map(changed.map(({ id, tags }) => [id, tags]))).toEqual(
        new Map([
          [one, ['kept', tag].toSorted()],
          [other, ['kept', tag].toSorted()],
        ]),
      )
      expect(await calls.tags()).toContainEqual({ tag, calls: 2 })
      await calls.tag({ callIds: [one], add: [tag], remove: [tag] })
      expect(await calls.tags()).toContainEqual({ tag, calls: 1 })
      expect(await ids({ tag })).toEqual([other])
    })
  })

  describe('saved views', () => {
    test('[FIND-12] a view is its owner’s, one name is one view, and a hundred are the most', async () => {
      const people = await Promise.all(
        ['one', 'other'].map((name) => {
          const id = randomUUID()
          return database.client.operator.create({ data: { id, name, email: `${id}@example.com` } })
        }),
      )
      const [mine, theirs] = people.map(({ id }) => id) as [string, string]
      const { savedViews } = stores
      const view = { name: 'Busy', query: 'status=busy&text=%E6%9D%B1', columns: null }
      const saved = await savedViews.save(mine, view)
      expect(saved).toMatchObject(view)
      const again = await savedViews.save(mine, {
        ...view,
        query: 'x',
        columns: ['number', 'tags'],
      })
      expect(await savedViews.list(mine)).toEqual([{ ...saved, ...again }])
      expect(again).toMatchObject({ id: saved?.id, columns: ['number', 'tags'] })
      expect(await savedViews.list(theirs)).toEqual([])
      expect(await savedViews.remove(theirs, saved?.id ?? '')).toBe(false)
      const names = Array.from({ length: 105 }, (_, nth) => ({ ...view, name: `v${nth}` }))
      const all = await Promise.all(names.map((named) => savedViews.save(mine, named)))
      expect(all.filter((one) => one !== null).length).toBe(99)
      expect(await savedViews.save(mine, { ...view, query: 'y' })).toMatchObject({ query: 'y' })
      expect(await savedViews.remove(mine, saved?.id ?? '')).toBe(true)
      expect(await savedViews.save(mine, { ...view, name: 'room' })).not.toBeNull()
    })
  })

  test('a call that the carrier brings is found by its number', async () => {
    const { call } = await calls.create(
      newCall({ direction: 'inbound', agentId: agentId(), from: '+4915112345678' }),
    )
    expect(await ids({ number: '+4915112345678' })).toEqual([call.id])
  })
}
