import { expect, test } from 'vitest'
import { chooseTag, readTag, shareOfTag, tagRequest, type TagChoice } from './tag-choice.ts'

const calls = [{ tags: ['vip', 'refund'] }, { tags: ['vip'] }]

test('[FIND-30] a tag that all have is taken off, any other is given to all', () => {
  const shares = ['vip', 'refund', 'new'].map((tag) => shareOfTag(calls, tag, new Map()))
  expect(shares).toEqual([true, 'indeterminate', false])
  const choice = ['vip', 'refund', 'new'].reduce<TagChoice>(
    (chosen, tag) => chooseTag(calls, tag, chosen),
    new Map(),
  )
  expect(tagRequest(['a', 'b'], choice)).toEqual({
    callIds: ['a', 'b'],
    add: ['refund', 'new'],
    remove: ['vip'],
  })
  expect(shareOfTag(calls, 'vip', chooseTag(calls, 'vip', choice))).toBe(true)
})

test('what is typed becomes a tag, or is told why it is none', () => {
  expect(readTag(' Late Payer ')).toEqual({ tag: 'late payer' })
  expect(readTag('  ')).toBeNull()
  expect(readTag('<b>')).toHaveProperty('problem')
  expect(readTag('x'.repeat(41))).toHaveProperty('problem')
})
