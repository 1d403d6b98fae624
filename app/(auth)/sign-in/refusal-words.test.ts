import { expect, test } from 'vitest'
import { ProblemError } from '#components/api/problem-error.ts'
import { isStartOver, refusalWords } from './refusal-words.ts'

const refusal = (type: string, status: number, retryAfterSeconds: number | null = null) =>
  new ProblemError({ type, title: 'Title', status, detail: 'Detail.' }, { retryAfterSeconds })

test('a wrong password is told in words that do not say which of both is wrong', () => {
  const words = refusalWords(refusal('INVALID_EMAIL_OR_PASSWORD', 401), 0)
  expect(words).toContain('do not belong together')
})

test('too many tries say how long to wait, if the server said it', () => {
  const tooMany = 'urn:switchboard:problem:too-many-requests'
  expect(refusalWords(refusal(tooMany, 429, 42), 0)).toBe(
    'Too many tries. Try again in 42 seconds.',
  )
  expect(refusalWords(refusal(tooMany, 429), 0)).toBe('Too many tries. Try again later.')
})

test('a wrong code may be tried again; a sign-in that is lost begins with the password', () => {
  expect(isStartOver(refusal('INVALID_CODE', 401))).toBe(false)
  expect(isStartOver(refusal('INVALID_TWO_FACTOR_COOKIE', 401))).toBe(true)
})

test('anything else is told as the server tells it', () => {
  expect(refusalWords(refusal('odd', 500), 0)).toBe('Title. Detail.')
})
