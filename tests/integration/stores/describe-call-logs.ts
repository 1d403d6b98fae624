import { describe, expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Stores } from '#server/storage/stores.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { exampleLine } from '#tests/fixtures/example-line.ts'
import { eventOf, usageOf } from '#tests/fixtures/journaled-call.ts'
import { newCall } from '#tests/fixtures/new-call.ts'

export function describeCallLogs(stores: Stores): void {
  const { calls, transcripts, events, usages } = stores
  const log = callLog(stores)

  async function newCallId(): Promise<string> {
    return (await calls.create(newCall())).call.id
  }

  describe('transcripts', () => {
    const line = (position: number, over: Partial<TranscriptLine> = {}) =>
      exampleLine({ itemId: `item_${position}`, position, ...over })

    test('lines come back in conversation order, whatever order they were saved in', async () => {
      const callId = await newCallId()
      await log.lines(callId, [line(2), line(0)])
      await log.lines(callId, [line(1)])
      expect(await transcripts.list(callId)).toEqual([line(0), line(1), line(2)])
    })

    test('a newer version of a line replaces the older one', async () => {
      const callId = await newCallId()
      await log.lines(callId, [line(0, { state: 'partial', text: 'He' })])
      const whole = line(0, { position: 3, interrupted: true, heardMs: 900, heardChars: 4 })
      await log.lines(callId, [line(0, { text: 'Hel' }), whole])
      expect(await transcripts.list(callId)).toEqual([{ ...whole, itemId: 'item_0' }])
    })

    test('the same item id in two calls is two lines', async () => {
      const [one, other] = [await newCallId(), await newCallId()]
      await log.lines(one, [line(0, { text: 'One.' })])
      await log.lines(other, [line(0, { text: 'Other.' })])
      expect((await transcripts.list(one)).map(({ text }) => text)).toEqual(['One.'])
    })

    test('saving no lines is fine', async () => {
      const callId = await newCallId()
      await log.lines(callId, [])
      expect(await transcripts.list(callId)).toEqual([])
    })
  })

  describe('call events', () => {
    test('are read in order, from where the reader stopped', async () => {
      const callId = await newCallId()
      await events.append(callId, [eventOf(2), eventOf(1), eventOf(3), eventOf(4)])
      expect(await events.list(callId)).toEqual([eventOf(1), eventOf(2), eventOf(3), eventOf(4)])
      expect(await events.list(callId, { afterSeq: 1, limit: 2 })).toEqual([eventOf(2), eventOf(3)])
    })

    test('written twice are kept once, as first written', async () => {
      const callId = await newCallId()
      await events.append(callId, [eventOf(1)])
      await events.append(callId, [{ ...eventOf(1), type: 'other' }, eventOf(2)])
      expect(await events.list(callId)).toEqual([eventOf(1), eventOf(2)])
    })
  })

  describe('usage', () => {
    test('of one response is counted once, however often it is told', async () => {
      const callId = await newCallId()
      await log.usages(callId, [usageOf(1)])
      await log.usages(callId, [usageOf(1), usageOf(2)])
      expect(await usages.list(callId)).toEqual([usageOf(1), usageOf(2)])
      expect((await calls.find(callId))?.cost?.audioOutputTokens).toBe(12)
    })
  })
}
