import { expect, test } from 'vitest'
import { chainBreakSchema } from '#contracts/audit.ts'
import { chainWords } from './chain-words.ts'

test('a whole chain says how many entries it has', () => {
  const verdict = { whole: true, brokenAt: null, why: null, lastHash: 'ab' }
  expect(chainWords({ ...verdict, entries: 1_204 }).title).toBe('The chain is whole: 1,204 entries')
  expect(chainWords({ ...verdict, entries: 1 }).title).toBe('The chain is whole: 1 entry')
  expect(chainWords({ ...verdict, entries: 0, lastHash: null }).title).toBe('The log is empty')
})

test.each(chainBreakSchema.options)('a chain that is broken (%s) says where, and why', (why) => {
  const words = chainWords({ whole: false, entries: 16, brokenAt: 17, why, lastHash: 'ab' })
  expect(words.title).toMatch(/^The chain is broken: entry 17 /)
  expect(words.text).toContain('The 16 entries before it fit.')
})
