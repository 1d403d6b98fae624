import { expect, test } from 'vitest'
import { worthShowing } from './output-lines.ts'

test('[START-5] a log line is shown from error level on, as its message and cause', () => {
  expect(worthShowing('{"level":30,"msg":"call ended"}', 'stderr')).toBeNull()
  expect(worthShowing('{"level":40,"msg":"late mark"}', 'stderr')).toBeNull()
  expect(worthShowing('{"level":40,"level":"warn","msg":"sign-in"}', 'stderr')).toBeNull()
  expect(worthShowing('{"level":50,"msg":"cut off', 'stderr')).toBe('{"level":50,"msg":"cut off')
  expect(worthShowing('{"level":50,"msg":"lost","err":{"message":"ECONNRESET"}}', 'stderr')).toBe(
    'lost: ECONNRESET',
  )
})

test('[START-5] other text is shown when it came on stderr', () => {
  expect(worthShowing('listening', 'stdout')).toBeNull()
  expect(worthShowing('TypeError: x is not a function', 'stderr')).toBe(
    'TypeError: x is not a function',
  )
  expect(worthShowing('{not json', 'stderr')).toBe('{not json')
  expect(worthShowing('  ', 'stderr')).toBeNull()
})
