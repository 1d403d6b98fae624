import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseByteRange } from './byte-range.ts'

describe('the byte range that a request asks for', () => {
  test.each([
    ['bytes=0-499', { start: 0, end: 499 }],
    ['bytes=500-999', { start: 500, end: 999 }],
    ['bytes=9500-', { start: 9_500, end: 9_999 }],
    ['bytes=-500', { start: 9_500, end: 9_999 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=-1', { start: 9_999, end: 9_999 }],
    ['BYTES= 1-2 ', { start: 1, end: 2 }],
  ])('%s is understood', (header, range) => {
    expect(parseByteRange(header, 10_000)).toEqual(range)
  })

  test('what goes past the end is cut at the end', () => {
    expect(parseByteRange('bytes=9990-20000', 10_000)).toEqual({ start: 9_990, end: 9_999 })
    expect(parseByteRange('bytes=-20000', 10_000)).toEqual({ start: 0, end: 9_999 })
  })

  test.each(['bytes=10000-', 'bytes=10000-10001', 'bytes=-0'])(
    '%s cannot be satisfied',
    (header) => {
      expect(parseByteRange(header, 10_000)).toBe('unsatisfiable')
    },
  )

  test('nothing of an empty file can be satisfied', () => {
    expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable')
    expect(parseByteRange('bytes=-5', 0)).toBe('unsatisfiable')
  })

  test.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,3-4',
    'items=0-1',
    'bytes=a-b',
  ])('%s is ignored, so all is sent', (header) => {
    expect(parseByteRange(header, 10_000)).toBeNull()
  })

  test('whatever the header says, the range lies inside the file', () => {
    const part = fc.oneof(fc.constant(''), fc.nat({ max: 300 }).map(String))
    fc.assert(
      fc.property(part, part, fc.nat({ max: 200 }), (first, last, size) => {
        const range = parseByteRange(`bytes=${first}-${last}`, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeGreaterThanOrEqual(range.start)
        expect(range.end).toBeLessThan(size)
      }),
    )
  })
})
