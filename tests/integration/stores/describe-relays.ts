import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { encodeEntry } from '#server/storage/journal-entry.ts'
import type { Stores } from '#server/storage/stores.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

export function describeRelays({ calls, callWrites, tickets, relays }: Stores): void {
  const second = (count: number) => new Date(Date.UTC(2030, 0, 1) + count * 1_000)
  const relay = (over: Partial<{ draining: boolean; url: string }> = {}) => ({
    id: `relay-${randomUUID()}`,
    url: 'http://127.0.0.1:8081',
    draining: false,
    ...over,
  })

  describe('relays', () => {
    test('say that they live, and whether they take calls', async () => {
      const one = relay()
      await relays.renew(one, second(1))
      expect(await relays.find(one.id)).toEqual({ ...one, renewedAt: second(1) })
      const leaving = { ...one, url: 'http://10.0.0.2:8081', draining: true }
      await relays.renew(leaving, second(4))
      expect(await relays.find(one.id)).toEqual({ ...leaving, renewedAt: second(4) })
    })

    test('many signs of life at once are one row', async () => {
      const one = relay()
      await Promise.all(Array.from({ length: 8 }, () => relays.renew(one, second(1))))
      expect(await relays.find(one.id)).toMatchObject(one)
    })

    test('the living are those with a later sign, the youngest first', async () => {
      const [old, older, young] = [relay(), relay(), relay({ draining: true })]
      await relays.renew(older, second(10))
      await relays.renew(old, second(20))
      await relays.renew(young, second(30))
      const alive = (await relays.alive(second(10))).map(({ id }) => id)
      expect(alive.filter((id) => [old, older, young].some((one) => one.id === id))).toEqual([
        young.id,
        old.id,
      ])
    })

    test('one that left is gone, and one that was silent for long is forgotten', async () => {
      const [left, silent, alive] = [relay(), relay(), relay()]
      await relays.renew(left, second(-60))
      await relays.renew(silent, second(-60))
      await relays.renew(alive, second(-50))
      await relays.remove(left.id)
      await relays.remove(left.id)
      expect(await relays.find(left.id)).toBeNull()
      expect(await relays.sweep(second(-50))).toBe(1)
      expect(await relays.find(silent.id)).toBeNull()
      expect(await relays.find(alive.id)).not.toBeNull()
    })
  })

  describe('claiming a call for a stream', () => {
    const now = second(0)

    async function answeredCall() {
      const callSid = newSid('CA')
      const { call } = await calls.create(newCall({ callSid, status: 'in-progress' }))
      const claim = async (relayId: string, at = now) => {
        const { streams: streamNumber } = (await relays.carriage(call.id)) ?? { streams: 0 }
        const expiresAt = new Date(now.getTime() + 60_000)
        const stream = { callId: call.id, callSid, streamNumber, expiresAt }
        const { ticket } = await tickets.mintStreamTicket(stream)
        return calls.claimStream({ ticket, callSid, streamSid: newSid('MZ'), relayId, now: at })
      }
      return { call, claim }
    }

    test('counts the streams, remembers when the first began, and who carries the call', async () => {
      const { call, claim } = await answeredCall()
      expect(await relays.carriage(call.id)).toEqual({
        streams: 0,
        relayId: null,
        ticketHash: null,
      })
      const { direction, config } = call
      const first = { callId: call.id, direction, config, streamNumber: 0, firstStreamAt: now }
      expect(await claim('relay-1')).toEqual(first)
      expect(await claim('relay-2', second(30))).toEqual({ ...first, streamNumber: 1 })
      expect(await relays.carriage(call.id)).toMatchObject({ streams: 2, relayId: 'relay-2' })
    })

    test('brings the configuration as it was changed last', async () => {
      const { call, claim } = await answeredCall()
      const config = { ...call.config, instructions: 'Say only yes.' }
      const write = { kind: 'config', config } as const
      await callWrites.keep([encodeEntry({ callId: call.id, streamSid: null, write })])
      expect(await claim('relay-1')).toMatchObject({ config })
    })

    test('a call that is meant to end, or has ended, is not carried on', async () => {
      const meant = await answeredCall()
      await calls.recordEnd(meant.call.id, { reason: 'agent-ended', by: 'agent' })
      expect(await meant.claim('relay-1')).toBeNull()
      const over = await answeredCall()
      await calls.recordStatus(over.call.id, { status: 'completed', at: now })
      expect(await over.claim('relay-1')).toBeNull()
      expect(await relays.carriage(over.call.id)).toMatchObject({ streams: 0, relayId: null })
    })

    test('remembers which ticket opened the last stream', async () => {
      const { call, claim } = await answeredCall()
      const ticketHashes = new Set<string | null>()
      for (const relayId of ['relay-1', 'relay-2']) {
        await claim(relayId)
        ticketHashes.add((await relays.carriage(call.id))?.ticketHash ?? null)
      }
      expect(ticketHashes.size).toBe(2)
      for (const hash of ticketHashes) expect(hash).toMatch(/^[\da-f]{64}$/)
    })
  })
}
