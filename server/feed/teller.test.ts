import { expect, test } from 'vitest'
import type { FeedChange } from '#contracts/feed.ts'
import type { Scope } from '#contracts/scope.ts'
import { createRing } from './ring.ts'
import { createTeller } from './teller.ts'

const heard: FeedChange = { kind: 'agentsChanged' }
const secret: FeedChange = { kind: 'recordingDeleted', recordingSid: 'RE1', callId: 'c' }

/** A console of somebody with `scopes`, who listens to a log from its start. */
function listeningWith(scopes: readonly Scope[]) {
  const ring = createRing(100)
  const told: number[] = []
  const tell = (text: string) => void told.push((JSON.parse(text) as { seq: number }).seq)
  const sender = { send: tell, sendPaced: async (text: string) => tell(text) }
  const teller = createTeller(sender, scopes, { startSeq: 0, logSeq: ring.seq })
  ring.listen(teller.tell)
  const publish = (change: FeedChange) =>
    ring.push({ type: 'change', seq: ring.seq() + 1, at: '2026-11-21T12:00:00.000Z', change })
  return { ring, told, teller, publish }
}

test('[FEED-12] what somebody may not hear is kept from them, live and when they come back', async () => {
  const { ring, told, teller, publish } = listeningWith(['calls:read'])
  for (const change of [secret, heard, secret, heard, secret]) publish(change)
  expect(told).toEqual([2, 4])
  for (const entry of ring.after(1) ?? []) await teller.tellPaced(entry)
  expect(told).toEqual([2, 4, 2, 4])
})

test('[FEED-12] what is kept from a console does not count as missed', () => {
  const { teller, publish } = listeningWith(['calls:read'])
  publish(secret)
  expect(teller.seq()).toBe(0)
  publish(heard)
  expect(teller.seq()).toBe(2)
  publish(secret)
  expect(teller.seq()).toBe(2)
})

test('[FEED-12] whoever may hear everything does', () => {
  const { told, teller, publish } = listeningWith(['calls:read', 'recordings:read'])
  for (const change of [secret, heard, secret]) publish(change)
  expect(told).toEqual([1, 2, 3])
  expect(teller.seq()).toBe(3)
})
