import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cutOff,
  emptyPlayback,
  isPlaying,
  recordComplete,
  recordMark,
  recordSent,
} from './playback.ts'

const send = (playback = emptyPlayback, itemId = 'a', audioMs = 400, nowMs = 0) =>
  recordSent(playback, { itemId, model: 0, audioMs, nowMs, mediaMs: nowMs })
/** The mark that was due. */
const due = (sent: { mark: string | null }) => sent.mark ?? 'no mark was due'

test('[BI-1] what a mark proves is heard, and nothing beyond it once time stands still', () => {
  const first = send()
  const second = send(first.playback, 'a', 400, 10)
  const marked = recordMark(second.playback, due(first), 420)
  expect(cutOff(marked, 420).truncations).toMatchObject([
    { itemId: 'a', audioEndMs: 400, sentMs: 800 },
  ])
})

test('[BI-2] between two marks the time since the last one counts as heard', () => {
  const first = send()
  const second = send(first.playback, 'a', 400, 10)
  const marked = recordMark(second.playback, due(first), 420)
  expect(cutOff(marked, 520).truncations[0]?.audioEndMs).toBe(500)
})

test('[BI-3] no more than what was sent was ever heard, however long ago', () => {
  expect(cutOff(send().playback, 60_000).truncations[0]?.audioEndMs).toBe(400)
})

test('[BI-4] an item that waits behind another was not heard at all', () => {
  const first = send()
  const second = send(first.playback, 'b', 300, 5)
  expect(cutOff(second.playback, 250).truncations).toMatchObject([
    { itemId: 'a', audioEndMs: 250, sentMs: 400 },
    { itemId: 'b', audioEndMs: 0, sentMs: 300 },
  ])
})

test('[BI-5] marks that a clear echoes prove nothing', () => {
  const sent = send()
  const cleared = cutOff(sent.playback, 100).playback
  const again = send(cleared, 'a', 200, 110)
  const echoed = recordMark(again.playback, due(sent), 120)
  expect(cutOff(echoed, 120).truncations[0]?.audioEndMs).toBe(10)
})

test('[BI-6] a complete item leaves the ledger when its last mark comes back', () => {
  const sent = send()
  const complete = recordComplete(sent.playback, 'a')
  expect(isPlaying(complete.playback)).toBe(true)
  expect(recordMark(complete.playback, due(sent), 400).items).toEqual([])
})

test('[BI-11] a mark follows an item’s first piece, then every 200 ms of it, then its end', () => {
  let playback = emptyPlayback
  const marked: number[] = []
  for (let piece = 1; piece <= 26; piece += 1) {
    const sent = send(playback, 'a', 20, 0)
    playback = sent.playback
    if (sent.mark !== null) marked.push(piece * 20)
  }
  expect(marked).toEqual([20, 220, 420])
  expect(recordComplete(playback, 'a').mark).toBe('0:520:a')
  expect(recordComplete(recordComplete(playback, 'a').playback, 'a').mark).toBeNull()
})

test('[BI-11] an end that its last piece’s mark proves already gets none of its own', () => {
  expect(recordComplete(send().playback, 'a').mark).toBeNull()
})

test('an item’s place on the media clock begins where the queue before it ends', () => {
  const first = send(emptyPlayback, 'a', 400, 1_000)
  const second = send(first.playback, 'b', 300, 1_100)
  expect(second.playback.items.map((item) => item.startMs)).toEqual([1_000, 1_400])
})

test('a mark of an unknown name changes nothing', () => {
  const { playback } = send()
  expect(recordMark(playback, 'not ours', 10)).toBe(playback)
  expect(recordMark(playback, '0:400:never-sent', 10)).toBe(playback)
})

const action = fc.oneof(
  fc.record({
    do: fc.constant('send' as const),
    item: fc.nat(3),
    ms: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({ do: fc.constant('mark' as const), index: fc.nat(20) }),
  fc.record({ do: fc.constant('complete' as const), item: fc.nat(3) }),
  fc.record({ do: fc.constant('cut' as const) }),
)

test('[BI-3] whatever happens in whatever order, 0 <= heard <= sent holds for every item', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(action, fc.nat(500)), { maxLength: 60 }), (script) => {
      let playback = emptyPlayback
      let nowMs = 0
      const marks: string[] = []
      for (const [what, waitMs] of script) {
        nowMs += waitMs
        if (what.do === 'send') {
          const sent = send(playback, `item${what.item}`, what.ms, nowMs)
          playback = sent.playback
          if (sent.mark !== null) marks.push(sent.mark)
        } else if (what.do === 'mark')
          playback = recordMark(playback, marks[what.index] ?? '', nowMs)
        else if (what.do === 'complete') {
          const complete = recordComplete(playback, `item${what.item}`)
          playback = complete.playback
          if (complete.mark !== null) marks.push(complete.mark)
        } else playback = cutOff(playback, nowMs).playback
        for (const cut of cutOff(playback, nowMs).truncations) {
          expect(cut.audioEndMs).toBeGreaterThanOrEqual(0)
          expect(cut.audioEndMs).toBeLessThanOrEqual(cut.sentMs)
        }
      }
    }),
    { numRuns: 200 },
  )
})
