import { expect, test } from 'vitest'
import { recordingOffsetMs, toCallMs, toSeconds } from './call-clock.ts'

const told = (startedAt: string) => ({ startMs: null, startedAt })

test('[LISTEN-1] a recording that knows its place on the call’s clock is taken at its word', () => {
  const relays = { startMs: 120, startedAt: '2026-11-21T14:26:21.000Z' }
  expect(recordingOffsetMs(relays, '2026-11-21T14:26:25.900Z')).toBe(120)
})

test('[LISTEN-1] a start told in whole seconds is taken to lie in the middle of that second', () => {
  expect(recordingOffsetMs(told('2026-11-21T14:26:21.000Z'), '2026-11-21T14:26:25.900Z')).toBe(
    -4_400,
  )
})

test('[LISTEN-1] a start told exactly is taken as it is; without the stream’s start it counts as that', () => {
  expect(recordingOffsetMs(told('2026-11-21T14:26:21.250Z'), '2026-11-21T14:26:21.000Z')).toBe(250)
  expect(recordingOffsetMs(told('2026-11-21T14:26:21.000Z'), null)).toBe(0)
})

test('[LISTEN-1] a place leads from the call to the recording and back, never before its beginning', () => {
  expect(toSeconds(4_000, 700)).toBe(3.3)
  expect(toSeconds(400, 700)).toBe(0)
  expect(toCallMs(toSeconds(9_000, -1_200), -1_200)).toBe(9_000)
})
