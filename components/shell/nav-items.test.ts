import { expect, test } from 'vitest'
import { isWithin } from './nav-items.ts'

test('a page belongs to its place; the desk has only itself', () => {
  expect(isWithin('/calls/CA1', '/calls')).toBe(true)
  expect(isWithin('/callsigns', '/calls')).toBe(false)
  expect(isWithin('/calls', '/')).toBe(false)
  expect(isWithin('/', '/')).toBe(true)
})
