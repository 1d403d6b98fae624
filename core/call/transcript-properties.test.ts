import { expect, test } from 'vitest'
import { holdsOfAnyCall } from '#tests/fixtures/random-call.ts'
import { those } from '#tests/fixtures/stepped-call.ts'
import { numbersPerStream } from './session.ts'
import { orderedLines } from './transcript.ts'

test('[INV-6] every line has a place of its own, and places follow the conversation', () => {
  holdsOfAnyCall(({ session }) => {
    const { order, firstPosition } = session.transcript
    const lines = orderedLines(session.transcript)
    expect(new Set(lines.map((line) => line.position)).size).toBe(lines.length)
    for (const line of lines) expect(order[line.position - firstPosition]).toBe(line.itemId)
    expect(new Set(order).size).toBe(order.length)
  })
})

test('[INV-14] places and turns of one stream never reach those of the next', () => {
  holdsOfAnyCall(({ session, all }) => {
    const first = session.streamNumber * numbersPerStream
    const last = first + numbersPerStream
    for (const { position } of orderedLines(session.transcript)) {
      expect(position >= first && position < last).toBe(true)
    }
    const numbers = those(all, 'saveTurn').map((effect) => effect.turn.number)
    for (const number of numbers) expect(number > first && number < last).toBe(true)
  })
})

test('[INV-15] turns begin in the order of their numbers, and are heard after they were sent', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { before, after, effects } of steps) {
      expect(after.turns.lastNumber).toBeGreaterThanOrEqual(before.turns.lastNumber)
      for (const { turn } of those(effects, 'saveTurn')) {
        expect(turn.number).toBeLessThanOrEqual(after.turns.lastNumber)
        if (turn.firstHeardMs === null) continue
        expect(turn.firstHeardMs).toBeGreaterThanOrEqual(turn.firstFrameMs ?? Infinity)
      }
    }
  })
})

test('[INV-16] when a call is over, no line is still being spoken', () => {
  holdsOfAnyCall((call) => {
    call.take({ from: 'phone', type: 'stopped' })
    const lines = orderedLines(call.session.transcript)
    expect(lines.filter((line) => line.state === 'partial')).toEqual([])
  })
})
