import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callStatusSchema, type CallStatus } from '#contracts/call.ts'
import { isFinal, nextStatus, statusRank } from './status.ts'

const anyStatus = fc.constantFrom(...callStatusSchema.options)
const ladder: CallStatus[] = ['created', 'queued', 'initiated', 'ringing', 'in-progress']
const endings: CallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled']

describe('the ladder of call statuses', () => {
  test('each step is above the one before, and every ending above all of them', () => {
    const ranks = ladder.map(statusRank)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(new Set(ranks).size).toBe(ladder.length)
    for (const ending of endings) expect(statusRank(ending)).toBeGreaterThan(Math.max(...ranks))
  })

  test('exactly the five endings are final', () => {
    expect(callStatusSchema.options.filter(isFinal).toSorted()).toEqual(endings.toSorted())
  })

  test('news moves a call forward', () => {
    expect(nextStatus('created', 'ringing')).toBe('ringing')
    expect(nextStatus('ringing', 'in-progress')).toBe('in-progress')
    expect(nextStatus('queued', 'busy')).toBe('busy')
  })

  test('late news leaves a call where it is', () => {
    expect(nextStatus('in-progress', 'ringing')).toBe('in-progress')
    expect(nextStatus('completed', 'in-progress')).toBe('completed')
  })

  test('the first ending stands', () => {
    expect(nextStatus('no-answer', 'completed')).toBe('no-answer')
  })

  test('whatever the order and the repetitions, no step goes down', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 30 }), (news) => {
        let status: CallStatus = 'created'
        for (const incoming of news) {
          const next = nextStatus(status, incoming)
          expect(statusRank(next)).toBeGreaterThanOrEqual(statusRank(status))
          if (isFinal(status)) expect(next).toBe(status)
          status = next
        }
        expect(isFinal(status)).toBe(news.some(isFinal))
      }),
    )
  })
})
