import { expect, test } from 'vitest'
import { barCount, barHeights, barsPath, stretchesPath } from './peak-bars.ts'

test('[LISTEN-2] a bar is as high as the loudest of the peaks it covers, so that no short sound is lost', () => {
  const peaks = [0, 0, 255, 0, 64, 0, 0, 0]
  expect(barHeights(peaks, { bucketMs: 20, lengthMs: 160, count: 2 })).toEqual([
    1,
    Math.sqrt(64 / 255),
  ])
})

test('[LISTEN-2] where there are more bars than peaks, each has the peak it lies in', () => {
  expect(barHeights([255, 0], { bucketMs: 100, lengthMs: 200, count: 4 })).toEqual([1, 1, 0, 0])
})

test('[LISTEN-2] a recording longer than its peaks goes on in silence', () => {
  expect(barHeights([255], { bucketMs: 100, lengthMs: 400, count: 4 })).toEqual([1, 0, 0, 0])
})

test('[LISTEN-2] bars stand mirrored at the middle of their lane, and silence is still to be seen', () => {
  expect(barsPath([1, 0], 24)).toBe('M0 0h2v24h-2zM3 11.3h2v1.5h-2z')
  expect(barCount(300)).toBe(100)
  expect(barCount(0)).toBe(1)
})

test('[LISTEN-2] speech shorter than a pixel is still two wide', () => {
  expect(
    stretchesPath([{ startMs: 5_000, endMs: 5_010 }], { pxPerMs: 0.01, top: 0, height: 24 }),
  ).toContain('M51 0')
  expect(stretchesPath([], { pxPerMs: 0.01, top: 0, height: 24 })).toBe('')
})
