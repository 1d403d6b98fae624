import { expect, test } from 'vitest'
import { flawOfJson } from './json-flaw.ts'
import { isStorable } from './storable.ts'

test.each([
  '{"a":1,"b":{"a":2},"c":[{"a":1},{"a":2}]}',
  '{"a":"\\"b\\":1","b":"{{{{"}',
  '["a","a"]',
  '"a"',
  `${'['.repeat(32)}${']'.repeat(32)}`,
])('[HEAD-8] %s is fine', (text) => {
  expect(flawOfJson(text)).toBeNull()
})

test.each([
  ['{"a":1,"a":2}', 'twice'],
  ['{"x":[{"a":1, "\\u0061" :2}]}', 'twice'],
  [`${'['.repeat(33)}${']'.repeat(33)}`, 'nested'],
  [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'nested'],
])('[HEAD-8] %s is not', (text, why) => {
  expect(flawOfJson(text)).toContain(why)
})

test.each([['a\0b'], [{ a: ['\0'] }], [{ 'a\0': 1 }], ['\ud800'], [{ deep: { er: '\udc00' } }]])(
  '[HEAD-9] %j cannot be kept',
  (value) => {
    expect(isStorable(value)).toBe(false)
  },
)

test('[HEAD-9] every other text can', () => {
  expect(isStorable({ a: ['é', '𝄞', '\u0001', ''], b: 1, c: null })).toBe(true)
})
