import { expect, test } from 'vitest'
import { parseRecordingFilter } from './queries.ts'

test('[LISTEN-14] the list’s address narrows it to a state; what is none narrows nothing', () => {
  const parse = (query: string) => parseRecordingFilter(new URLSearchParams(query)).state
  expect(parse('state=failed')).toBe('failed')
  expect(['', 'state=', 'state=deleted', 'state=gone'].map(parse)).toEqual([null, null, null, null])
})
