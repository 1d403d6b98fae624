import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test.each(['/', '/calls', '/calls/CA1?tab=events', '/recordings#one'])(
  'a page of the console is kept: %s',
  (next) => expect(safeNext(next)).toBe(next),
)

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  'whatever could lead to another site becomes the desk: %s',
  (next) => expect(safeNext(next)).toBe('/'),
)

test('no address, or several, becomes the desk', () => {
  expect(safeNext(undefined)).toBe('/')
  expect(safeNext(['/calls', '/recordings'])).toBe('/')
})
