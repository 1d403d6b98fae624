import { describe, expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { turnOf } from '#tests/fixtures/journaled-call.ts'
import { newCall } from '#tests/fixtures/new-call.ts'

export function describeTurns(stores: Stores): void {
  const { calls, turns } = stores
  const log = callLog(stores)
  const newCallId = async () => (await calls.create(newCall())).call.id

  describe('turns', () => {
    test('come back in order, whatever order they were saved in', async () => {
      const callId = await newCallId()
      await log.turns(callId, [turnOf(100_001), turnOf(2)])
      await log.turns(callId, [turnOf(1)])
      expect(await turns.list(callId)).toEqual([turnOf(1), turnOf(2), turnOf(100_001)])
    })

    test('a newer version of a turn replaces the older one, also within one write', async () => {
      const callId = await newCallId()
      const begun = turnOf(1, { itemId: null, firstDeltaMs: null, firstFrameMs: null })
      const heard = turnOf(1, { firstHeardMs: 620, interrupted: true, outputTokens: 31 })
      await log.turns(callId, [begun])
      await log.turns(callId, [begun, turnOf(1), heard])
      expect(await turns.list(callId)).toEqual([heard])
    })

    test('belong to one call, which must be there', async () => {
      const [one, other] = [await newCallId(), await newCallId()]
      await log.turns(one, [turnOf(1)])
      await log.turns(other, [])
      expect(await turns.list(other)).toEqual([])
      await expect(log.turns('unknown', [turnOf(1)])).rejects.toThrow('refused')
    })
  })
}
