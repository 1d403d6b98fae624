import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { callListQuerySchema } from '#contracts/call-list.ts'
import type { Call, CallStatus } from '#contracts/call.ts'
import { CursorError } from '#server/storage/cursor.ts'
import type { Stores } from '#server/storage/stores.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { askToDelete } from '#tests/fixtures/ask-to-delete.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { newPlacedCall, openGuard, placedCall } from '#tests/fixtures/placed-call.ts'

export function describeCalls(stores: Stores): void {
  const { calls, recordings } = stores

  describe('creating a call', () => {
    test('a new call is read back as it was made', async () => {
      const made = newPlacedCall({ id: randomUUID() })
      const call = await placedCall({ calls }, made)
      expect(call).toMatchObject({
        ...made,
        direction: 'outbound',
        status: 'created',
        callSid: null,
        statusHistory: [{ status: 'created', at: call.createdAt }],
        transport: 'media-streams',
        endedAt: null,
        durationMs: null,
        cost: null,
        error: null,
        hasRecording: false,
      })
      expect(await calls.find(call.id)).toEqual(call)
    })

    test('the same idempotency key twice is one call, even at once', async () => {
      const idempotencyKey = randomUUID()
      const made = await Promise.all(
        Array.from({ length: 8 }, () =>
          calls.createPlaced(newPlacedCall({ idempotencyKey }), openGuard()),
        ),
      )
      expect(made.filter(({ outcome }) => outcome === 'placed')).toHaveLength(1)
      expect(made.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(7)
      const ids = made.map((row) => row.outcome !== 'refused' && row.call.id)
      expect(new Set(ids).size).toBe(1)
    })

    test('the same SID twice is one call', async () => {
      const call = newCall({ direction: 'inbound', status: 'ringing', callSid: newSid('CA') })
      const first = await calls.create(call)
      const second = await calls.create(call)
      expect([first.created, second.created]).toEqual([true, false])
      expect(second.call).toEqual(first.call)
    })

    test('the first SID a call is tied to stays, and finds it', async () => {
      const call = await placedCall({ calls })
      const callSid = newSid('CA')
      await calls.attachSid(call.id, callSid)
      await calls.attachSid(call.id, newSid('CA'))
      expect((await calls.find(callSid))?.id).toBe(call.id)
    })

    test('an unknown id finds nothing, and news of it changes nothing', async () => {
      expect(await calls.find('unknown')).toBeNull()
      expect(await calls.recordStatus('unknown', { status: 'ringing', at: new Date() })).toBeNull()
      expect(await calls.recordAnsweredBy('unknown', 'human')).toBeNull()
      expect(await calls.recordEnd('unknown', { reason: 'unknown', by: 'system' })).toBeNull()
    })
  })

  describe('the status of a call', () => {
    const second = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * 1_000)

    async function afterNews(...statuses: CallStatus[]): Promise<Call> {
      const { call } = await calls.create(newCall())
      for (const [at, status] of statuses.entries()) {
        await calls.recordStatus(call.id, { status, at: second(at) })
      }
      const found = await calls.find(call.id)
      if (found === null) throw new Error('The call is gone.')
      return found
    }

    test('climbs the ladder, with one entry of history a step', async () => {
      const call = await afterNews('queued', 'initiated', 'ringing', 'in-progress', 'completed')
      expect(call.status).toBe('completed')
      expect(call.statusHistory.slice(1)).toEqual([
        { status: 'queued', at: second(0).toISOString() },
        { status: 'initiated', at: second(1).toISOString() },
        { status: 'ringing', at: second(2).toISOString() },
        { status: 'in-progress', at: second(3).toISOString() },
        { status: 'completed', at: second(4).toISOString() },
      ])
      expect(call).toMatchObject({
        answeredAt: second(3).toISOString(),
        endedAt: second(4).toISOString(),
        durationMs: 1_000,
      })
    })

    test('is not moved back by late or repeated news', async () => {
      const call = await afterNews('in-progress', 'ringing', 'in-progress', 'queued')
      expect(call.status).toBe('in-progress')
      expect(call.answeredAt).toBe(second(0).toISOString())
      expect(call.statusHistory.map(({ status }) => status)).toEqual([
        'created',
        'queued',
        'ringing',
        'in-progress',
      ])
    })

    test('keeps its first ending', async () => {
      const call = await afterNews('no-answer', 'completed')
      expect(call.status).toBe('no-answer')
      expect(call.endedAt).toBe(second(0).toISOString())
      expect(call.statusHistory.map(({ status }) => status)).toEqual(['created', 'no-answer'])
    })

    test('news that arrive all at once end where news in order end', async () => {
      const { call } = await calls.create(newCall())
      const ladder: CallStatus[] = ['completed', 'ringing', 'in-progress', 'initiated', 'queued']
      await Promise.all(
        [...ladder, ...ladder].map((status) =>
          calls.recordStatus(call.id, { status, at: second(3) }),
        ),
      )
      const found = await calls.find(call.id)
      expect(found?.status).toBe('completed')
      expect(found?.statusHistory).toHaveLength(6)
    })

    test('an answer whose callback was lost is reckoned from the seconds billed', async () => {
      const { call } = await calls.create(newCall())
      const ended = { status: 'completed' as const, at: second(60), carrierSeconds: 42 }
      const found = await calls.recordStatus(call.id, ended)
      expect(found).toMatchObject({ durationMs: 42_000, cost: { carrierSeconds: 42 } })
    })

    test('an ending brings its reason, unless one was written before', async () => {
      const carrierSays = { reason: 'caller-hung-up', by: 'caller' } as const
      const final = { status: 'completed', at: second(9), end: carrierSays } as const
      const first = await calls.create(newCall())
      expect(await calls.recordStatus(first.call.id, final)).toMatchObject({
        endReason: 'caller-hung-up',
        endedBy: 'caller',
      })
      const other = await calls.create(newCall())
      await calls.recordEnd(other.call.id, { reason: 'operator-ended', by: 'operator' })
      expect(await calls.recordStatus(other.call.id, final)).toMatchObject({
        endReason: 'operator-ended',
        endedBy: 'operator',
      })
    })

    test('the first reason stands, and writing it does not end the call', async () => {
      const { call } = await calls.create(newCall())
      const error = { code: '21215', message: 'Not allowed.' }
      await calls.recordEnd(call.id, { reason: 'carrier-refused', by: 'carrier', error })
      const found = await calls.recordEnd(call.id, { reason: 'media-lost', by: 'carrier' })
      expect(found).toMatchObject({ endReason: 'carrier-refused', error, status: 'created' })
    })
  })

  test('[END-9] an end that nobody saw gives way to the reason of whoever did, and that one stands', async () => {
    const { call } = await calls.create(newCall())
    const at = new Date()
    const unseen = { reason: 'unknown', by: 'system' } as const
    await calls.recordStatus(call.id, { status: 'completed', at, end: unseen })
    await calls.recordEnd(call.id, { reason: 'caller-hung-up', by: 'caller' })
    await calls.recordEnd(call.id, { reason: 'media-lost', by: 'carrier' })
    expect(await calls.find(call.id)).toMatchObject({
      status: 'completed',
      endReason: 'caller-hung-up',
      endedBy: 'caller',
    })
  })

  describe('what is learnt during a call', () => {
    test('who answered is kept', async () => {
      const { call } = await calls.create(newCall())
      expect(await calls.recordAnsweredBy(call.id, 'human')).toMatchObject({ answeredBy: 'human' })
    })

    test('cost inputs are the sums of what was used, in lists too', async () => {
      const { call } = await calls.create(newCall())
      const none = {
        textInputTokens: 0,
        audioInputTokens: 0,
        cachedTextTokens: 0,
        cachedAudioTokens: 0,
        textOutputTokens: 0,
        audioOutputTokens: 0,
        audioSeconds: 0,
      }
      const response = { ...none, kind: 'response', model: 'm', status: 'completed' } as const
      await callLog(stores).usages(call.id, [
        { ...response, sourceId: 'resp_1', audioInputTokens: 100, audioOutputTokens: 40 },
        { ...response, sourceId: 'resp_2', audioInputTokens: 150, cachedAudioTokens: 90 },
        { ...response, kind: 'transcription', model: 't', sourceId: 'item_1', audioSeconds: 2.5 },
      ])
      const cost = {
        ...none,
        audioSeconds: undefined,
        carrierSeconds: null,
        model: plainConfig.model,
        audioInputTokens: 250,
        cachedAudioTokens: 90,
        audioOutputTokens: 40,
        transcriptionModel: 't',
        transcriptionSeconds: 2.5,
      }
      expect((await calls.find(call.id))?.cost).toEqual(cost)
      const listed = (await calls.live()).find(({ id }) => id === call.id)
      expect(listed?.cost).toEqual(cost)
    })

    test('a call has a recording while there is audio to play', async () => {
      const { call } = await calls.create(newCall())
      const recordingSid = newSid('RE')
      const base = { recordingSid, callId: call.id, channels: 2, startedAt: new Date() }
      await recordings.announce({ ...base, state: 'recording' })
      expect((await calls.find(call.id))?.hasRecording).toBe(false)
      await recordings.announce({ ...base, state: 'importing' })
      expect((await calls.find(call.id))?.hasRecording).toBe(true)
      await askToDelete(stores, recordingSid)
      expect((await calls.find(call.id))?.hasRecording).toBe(false)
    })
  })

  describe('lists of calls', () => {
    const page = (query: Record<string, unknown>) => calls.list(callListQuerySchema.parse(query))

    test('pages follow each other without gaps or doubles, newest first', async () => {
      for (let made = 0; made < 7; made += 1) await calls.create(newCall())
      const seen: Call[] = []
      let cursor: string | undefined
      do {
        const { items, nextCursor } = await page({ limit: 3, cursor })
        seen.push(...items)
        await calls.create(newCall())
        cursor = nextCursor ?? undefined
      } while (cursor !== undefined)
      const whole = await page({ limit: 200 })
      expect(seen).toEqual(whole.items.slice(-seen.length))
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
      expect(seen).toEqual(seen.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)))
    })

    test('can be cut down to a direction and a status', async () => {
      const { call } = await calls.create(newCall({ direction: 'inbound', status: 'ringing' }))
      const { items } = await page({ direction: 'inbound', status: 'ringing' })
      expect(items.map(({ id }) => id)).toContain(call.id)
      expect(items.every((item) => item.direction === 'inbound' && item.status === 'ringing')).toBe(
        true,
      )
      const others = await page({ direction: 'outbound', limit: 200 })
      expect(others.items.map(({ id }) => id)).not.toContain(call.id)
    })

    test('a cursor that we did not make is refused', async () => {
      for (const cursor of ['nonsense', 'W10', Buffer.from('["x","y"]').toString('base64url')]) {
        await expect(page({ cursor })).rejects.toThrow(CursorError)
      }
    })

    test('live calls are those that have not ended', async () => {
      const { call } = await calls.create(newCall())
      expect((await calls.live()).map(({ id }) => id)).toContain(call.id)
      await calls.recordStatus(call.id, { status: 'failed', at: new Date() })
      expect((await calls.live()).map(({ id }) => id)).not.toContain(call.id)
    })
  })
}
