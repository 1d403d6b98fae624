import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callFilterSchema } from '#contracts/call-list.ts'
import { filterOf, readView, searchOf, viewHref, wholeView, writeView } from './call-view.ts'

const read = (query: string) => readView(new URLSearchParams(query))
const filter = (query: string) => filterOf(read(query), '2026-03-15', 'Europe/London')

test('[FIND-20] what the list shows is read from its address and written there again', () => {
  const query =
    'from=2026-03-01&to=2026-03-02&zone=Asia%2FTokyo&direction=inbound&number=%2B4420&minSeconds=10&hasRecording=true&tag=vip&text=caf%C3%A9'
  expect(writeView(read(query))).toBe(query)
  expect(viewHref(writeView(wholeView))).toBe('/calls')
})

test.each([
  'direction=sideways',
  'number=abc',
  'status=asleep',
  'hasRecording=maybe',
  'minSeconds=-1',
  'tag=%3Cb%3E',
  'text=%20%20',
  'when=yesterday',
  'from=2026-02-30',
  'zone=Mars%2FOlympus',
  'somebody=else',
])('[FIND-21] what makes no sense in an address is left out: %s', (query) => {
  expect(read(query)).toEqual(wholeView)
})

test('[FIND-21] bounds that cross leave the first', () => {
  expect(read('from=2026-03-02&to=2026-03-01')).toMatchObject({ from: '2026-03-02', to: '' })
  expect(read('minSeconds=60&maxSeconds=10')).toMatchObject({ minSeconds: '60', maxSeconds: '' })
})

test('[FIND-21] whatever an address holds, the server is asked for what it takes', () => {
  const name = fc.constantFrom(...Object.keys(wholeView))
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('2026-03-01', '2026-03-01T00:00:00Z', '10', 'true', 'today', 'busy', '+4420'),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
      const asked = filterOf(readView(new URLSearchParams(pairs)), '2026-03-15', 'Asia/Tokyo')
      expect(
        callFilterSchema.safeParse(Object.fromEntries(new URLSearchParams(searchOf(asked))))
          .success,
      ).toBe(true)
    }),
  )
})

test.each([
  ['when=today', { from: '2026-03-15T00:00:00.000Z' }],
  ['when=week', { from: '2026-03-09T00:00:00.000Z' }],
  ['when=month', { from: '2026-03-01T00:00:00.000Z' }],
  [
    'from=2026-03-29&to=2026-03-29',
    { from: '2026-03-29T00:00:00.000Z', to: '2026-03-29T23:00:00.000Z' },
  ],
  ['from=2026-03-01&zone=Asia%2FTokyo', { from: '2026-02-28T15:00:00.000Z' }],
  ['to=2026-03-01T10:00:00Z', { to: '2026-03-01T10:00:00Z' }],
  ['maxSeconds=30&hasRecording=false', { maxSeconds: 30, hasRecording: false }],
])('[FIND-22] days are those of the operator’s zone, or of the link’s: %s', (query, asked) => {
  expect(filter(query)).toEqual(asked)
})
