import { expect, test } from 'vitest'
import { readView, wholeView, writeView } from './call-view.ts'
import { chipsOf, lengthWords, withoutFilter } from './filter-words.ts'

const known = {
  agentName: (id: string) => (id === 'a1' ? 'Front desk' : null),
  zone: 'Europe/London',
  locale: 'en-GB',
}
const words = (query: string) =>
  chipsOf(readView(new URLSearchParams(query)), known).map(
    ({ label, value }) => `${label}: ${value}`,
  )

test.each([
  ['when=week', 'Date: Last 7 days'],
  ['from=2026-11-01&to=2026-11-05&zone=Europe%2FLondon', 'Date: 1 Nov 2026 to 5 Nov 2026'],
  ['from=2026-11-01&zone=Asia%2FTokyo', 'Date: since 1 Nov 2026 (Asia/Tokyo)'],
  ['from=2026-11-01&to=2026-11-01', 'Date: 1 Nov 2026'],
  ['direction=inbound', 'Direction: Inbound'],
  ['number=%2B4420', 'Number: +4420'],
  ['agentId=a1', 'Agent: Front desk'],
  ['agentId=gone', 'Agent: gone'],
  ['status=no-answer', 'Status: No answer'],
  ['endReason=model-lost', 'Ended because: Model connection lost'],
  ['minSeconds=30&maxSeconds=90', 'Length: 30 s to 1 min 30 s'],
  ['minSeconds=120', 'Length: at least 2 min'],
  ['maxSeconds=0', 'Length: at most 0 s'],
  ['hasRecording=false', 'Recording: Without a recording'],
  ['text=refund', 'Words said: “refund”'],
])('[FIND-24] a filter is said in words: %s', (query, said) => {
  expect(words(query)).toEqual([said])
})

test('[FIND-24] taking a filter away leaves the others', () => {
  const view = readView(new URLSearchParams('from=2026-11-01&zone=Asia%2FTokyo&tag=vip'))
  expect(writeView({ ...view, ...withoutFilter('date') })).toBe('tag=vip')
  expect({ ...view, ...withoutFilter('date'), ...withoutFilter('tag') }).toEqual(wholeView)
})

test('a length is said in minutes and seconds', () => {
  expect([0, 30, 60, 90].map(lengthWords)).toEqual(['0 s', '30 s', '1 min', '1 min 30 s'])
})
