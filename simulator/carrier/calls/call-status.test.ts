import { expect, test } from 'vitest'
import { canBecome, eventOf, isFinal, restStatus, type CallStatus } from './call-status.ts'

const FINAL = ['completed', 'busy', 'failed', 'no-answer', 'canceled'] as const

test('calls move forward only', () => {
  const steps: CallStatus[] = ['queued', 'initiated', 'ringing', 'in-progress', 'completed']
  for (const [from, status] of steps.entries()) {
    for (const [to, next] of steps.entries()) expect(canBecome(status, next)).toBe(to > from)
  }
})

test('every way to end is final and reported as completed', () => {
  for (const status of FINAL) {
    expect(isFinal(status)).toBe(true)
    expect(eventOf(status)).toBe('completed')
    for (const other of FINAL) expect(canBecome(status, other)).toBe(false)
  }
})

test('REST knows no initiated, and the event of being in progress is called answered', () => {
  expect(restStatus('initiated')).toBe('queued')
  expect(eventOf('in-progress')).toBe('answered')
  expect(eventOf('queued')).toBeNull()
})
