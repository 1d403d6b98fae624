import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAgentLane } from './agent-lane.ts'

const msBytes = 8
const frameBytes = 160

type Piece = { afterMs: number; ms: number; isNewItem: boolean; clears: boolean }
type Heard = { piece: number; start: number; bytes: number }

/**
 * A carrier as plain as can be: every 20 ms it plays the next 160 bytes of what
 * it has got, sends a frame of the caller's, and gives back the marks it has reached.
 * What is sent reaches it after `delayMs`, and so does what it sends.
 */
function converse(pieces: readonly Piece[], delayMs: number, marksBefore: boolean) {
  const lane = createAgentLane()
  const queue: { piece: number; left: number }[] = []
  const heard: Heard[] = []
  const atCarrier: { atMs: number; do: () => void }[] = []
  const atUs: { atMs: number; do: () => void }[] = []
  const marks: { piece: number; item: number; itemBytes: number }[] = []
  const heardOf = new Map<number, number>()
  const itemOf: number[] = []
  /** What was still to be played when a piece came to the carrier. */
  const queuedBefore: number[] = []
  let generation = 0
  let mediaBytes = 0
  let item = 0
  let itemBytes = 0
  let markedBytes = 0
  let sendAtMs = 40

  const later = (list: typeof atUs, atMs: number, act: () => void) => list.push({ atMs, do: act })
  const due = (list: typeof atUs, nowMs: number) => {
    while (list[0] && list[0].atMs <= nowMs) list.shift()?.do()
  }
  const reachMarks = (nowMs: number) => {
    while (marks[0] && (heardOf.get(marks[0].piece) ?? 0) === Infinity) {
      const mark = marks.shift()
      const of = generation
      later(atUs, nowMs + delayMs, () => {
        if (mark && of === generation) lane.heard(mark.item, mark.itemBytes, mediaBytes)
      })
    }
  }

  let next = 0
  for (let nowMs = 0; nowMs < sendAtMs + 60_000; nowMs += 1) {
    due(atCarrier, nowMs)
    if (nowMs % 20 === 0) {
      let at = nowMs * msBytes
      for (let room = frameBytes; room > 0 && queue[0];) {
        const [first] = queue
        const part = Math.min(room, first.left)
        const last = heard.at(-1)
        const goesOn = last?.piece === first.piece && last.start + last.bytes === at
        if (goesOn) last.bytes += part
        else heard.push({ piece: first.piece, start: at, bytes: part })
        at += part
        room -= part
        first.left -= part
        if (first.left === 0) {
          queue.shift()
          heardOf.set(first.piece, Infinity)
        }
      }
      if (marksBefore) reachMarks(nowMs)
      const end = (nowMs + 20) * msBytes
      later(atUs, nowMs + delayMs, () => void (mediaBytes = end))
      if (!marksBefore) reachMarks(nowMs)
    }
    due(atUs, nowMs)
    const piece = pieces[next]
    if (!piece && queue.length === 0 && atCarrier.length + atUs.length <= 2 * delayMs) {
      if (nowMs > sendAtMs + 2_000 && queue.length === 0) break
      continue
    }
    if (!piece || nowMs < sendAtMs + piece.afterMs) continue
    sendAtMs = nowMs
    const number = next
    next += 1
    if (piece.clears) {
      // Clears reach an idle wire at once here, so that what was heard is known to the byte.
      due(atCarrier, Infinity)
      const done = new Map<number, number>()
      for (const { piece: of, bytes } of heard) done.set(of, (done.get(of) ?? 0) + bytes)
      const cuts = new Map<number, number>()
      for (let of = 0; of < number; of += 1) {
        const owner = itemOf[of] ?? 0
        cuts.set(owner, (cuts.get(owner) ?? 0) + (done.get(of) ?? 0))
      }
      lane.cut([...cuts].map(([of, heardBytes]) => ({ item: of, heardBytes })))
      queue.length = 0
      marks.length = 0
      generation += 1
    }
    if (piece.isNewItem || piece.clears) {
      item += 1
      itemBytes = 0
      markedBytes = 0
    }
    itemOf.push(item)
    const bytes = piece.ms * msBytes
    lane.sent(item, bytes, mediaBytes)
    itemBytes += bytes
    const isMarked = markedBytes === 0 || itemBytes - markedBytes >= 200 * msBytes
    const ends = pieces[next]?.isNewItem !== false
    if (isMarked || ends) markedBytes = itemBytes
    const mark = isMarked || ends ? { piece: number, item, itemBytes } : null
    later(atCarrier, nowMs + delayMs, () => {
      queuedBefore[number] = queue.reduce((sum, { left }) => sum + left, 0)
      queue.push({ piece: number, left: bytes })
      if (mark) marks.push(mark)
    })
  }
  return { heard, queuedBefore, placed: lane.placed() }
}

const pieceArbitrary = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 }), fc.constant(1_500)),
  ms: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant(3_000)),
  isNewItem: fc.boolean(),
  clears: fc.boolean(),
})
const conversation = fc.array(pieceArbitrary, { minLength: 1, maxLength: 20 })

const plain = (afterMs: number, ms: number): Piece => ({
  afterMs,
  ms,
  isNewItem: false,
  clears: false,
})
const cutting = (afterMs: number, ms: number) => ({ ...plain(afterMs, ms), clears: true })

test('[TAP-1] every byte the caller heard is placed, near to when it was heard, and none besides', () => {
  fc.assert(
    fc.property(
      conversation,
      fc.integer({ min: 0, max: 150 }),
      fc.boolean(),
      (pieces, delayMs, marksBefore) => {
        const { heard, placed } = converse(pieces, delayMs, marksBefore)
        const bytesHeard = placed.map((_, piece) =>
          heard.filter((part) => part.piece === piece).reduce((sum, { bytes }) => sum + bytes, 0),
        )
        expect(placed.map(({ bytes }) => bytes)).toEqual(bytesHeard)
        for (const [piece, { start, bytes }] of placed.entries()) {
          const first = heard.find((part) => part.piece === piece)
          if (!first || bytes === 0) continue
          const lateMs = (start - first.start) / msBytes
          expect(Math.abs(lateMs), `piece ${piece}: ${lateMs} ms`).toBeLessThanOrEqual(
            2 * delayMs + 60,
          )
        }
      },
    ),
    {
      numRuns: 300,
      // A piece pushed by the one before it told nothing of how long audio is on its way.
      examples: [
        [
          [
            plain(300, 85),
            cutting(1_500, 298),
            cutting(220, 3_000),
            plain(7, 3_000),
            cutting(60, 119),
            cutting(56, 150),
            plain(295, 374),
            cutting(193, 383),
            cutting(173, 192),
            cutting(248, 3_000),
            cutting(0, 3_000),
          ],
          6,
          false,
        ],
      ],
    },
  )
})

test('[TAP-2] what the carrier had in time, and so played without a gap, lies without one, and nothing overlaps', () => {
  fc.assert(
    fc.property(
      conversation,
      fc.integer({ min: 0, max: 150 }),
      fc.boolean(),
      (pieces, delayMs, marksBefore) => {
        const { heard, queuedBefore, placed } = converse(
          pieces.map((piece) => ({ ...piece, clears: false })),
          delayMs,
          marksBefore,
        )
        for (const [number, piece] of placed.entries()) {
          const before = placed[number - 1]
          if (!before) continue
          const end = before.start + before.bytes
          expect(piece.start).toBeGreaterThanOrEqual(end)
          const last = heard.findLast((part) => part.piece === number - 1)
          const first = heard.find((part) => part.piece === number)
          // What came so late that it was played in time by luck looks like what was not.
          if ((queuedBefore[number] ?? 0) < 2 * frameBytes) continue
          if (last && first?.start === last.start + last.bytes && !pieces[number]?.isNewItem) {
            expect(piece.start, `piece ${number}`).toBe(end)
          }
        }
      },
    ),
    {
      numRuns: 300,
      // Sent before the first mark had told how long audio is on its way, and after it.
      examples: [
        [[plain(0, 67), plain(299, 178), plain(68, 3_000), plain(287, 3_000)], 123, false],
      ],
    },
  )
})
