import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { manualClock, realTimeClock } from './clock.ts'
import { createTimeline } from './timeline.ts'

beforeEach(() =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }),
)
afterEach(() => vi.useRealTimers())

test('beats come every 20 ms, however often the clock was stopped before', async () => {
  const timeline = createTimeline(realTimeClock())
  for (let turn = 0; turn < 5; turn += 1) {
    const wait = timeline.wait(40)
    await vi.advanceTimersByTimeAsync(100)
    expect(await wait).toBe(true)
  }
  expect(vi.getTimerCount()).toBe(0)
  let beats = 0
  timeline.join(() => (beats += 1))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(beats).toBe(500)
  timeline.close()
})

test('a late wake-up runs the beats it missed, but not those of a sleeping laptop', async () => {
  let nowMs = 0
  const timeline = createTimeline(realTimeClock(1, () => nowMs))
  let beats = 0
  timeline.join(() => (beats += 1))
  nowMs = 130
  await vi.advanceTimersByTimeAsync(20)
  expect(beats).toBe(6)
  nowMs = 140
  await vi.advanceTimersByTimeAsync(10)
  expect(beats).toBe(7)
  nowMs = 3_600_000
  await vi.advanceTimersByTimeAsync(20)
  expect(beats).toBe(8)
  timeline.close()
})

test('a wait that is aborted ends at once and says so', async () => {
  const timeline = createTimeline(manualClock())
  const abort = new AbortController()
  const wait = timeline.wait(1_000, abort.signal)
  abort.abort()
  expect(await wait).toBe(false)
  expect(await timeline.wait(1_000, abort.signal)).toBe(false)
  timeline.close()
})
