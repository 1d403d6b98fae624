import { expect, test } from 'vitest'
import { judgePassword } from './judge-password.ts'

test('an empty password is told how long it must be', () => {
  expect(judgePassword('').words).toContain('At least 12 characters')
})

test('a short password is told how many characters are missing', () => {
  expect(judgePassword('elevenchars')).toEqual({ score: 0, words: '1 more character needed.' })
  expect(judgePassword('short').words).toBe('7 more characters needed.')
})

test('repetition is weak however long it is', () => {
  expect(judgePassword('aaaaaaaaaaaaaaaaaaaaaaaa').score).toBe(1)
})

test('longer and more varied is stronger', () => {
  expect(judgePassword('correct horse').score).toBe(2)
  expect(judgePassword('correct horse battery staple').score).toBe(3)
})
