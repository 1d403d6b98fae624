import { expect, test } from 'vitest'
import { problemCodeSchema } from '#contracts/problem.ts'
import { adviceFor } from './advice.ts'
import { ProblemError, problemFrom, problemOf, retryAfterOf } from './problem-error.ts'

test('advice is a sentence, or is left to the problem itself', () => {
  for (const code of problemCodeSchema.options) {
    expect(adviceFor(code) ?? 'Said already.').toMatch(/^[A-Z].*[.]$/)
  }
})

test('the code is the last part of the type; a type that is not ours has none', () => {
  const problem = {
    type: 'urn:switchboard:problem:call-ended',
    title: '',
    status: 409,
    detail: '',
  }
  expect(new ProblemError(problem).code).toBe('call-ended')
  expect(new ProblemError({ ...problem, type: 'about:blank' }).code).toBeNull()
})

test('an answer that is no problem document becomes a problem with its status', async () => {
  const problem = await problemFrom(new Response('<h1>Bad gateway</h1>', { status: 502 }))
  expect(problem).toMatchObject({ status: 502, detail: 'It answered 502.' })
})

test('a refusal of the sign-in keeps its code and words', async () => {
  const body = { code: 'INVALID_CODE', message: 'Invalid code' }
  const problem = await problemFrom(Response.json(body, { status: 401 }))
  expect(problem).toMatchObject({ type: 'INVALID_CODE', status: 401, detail: 'Invalid code' })
})

test.each([
  ['90', 90],
  ['Sat, 21 Nov 2026 12:00:30 GMT', 30],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['soon', null],
])('a wait of "%s" is %s seconds', (header, seconds) => {
  const response = new Response(null, { headers: { 'retry-after': header } })
  expect(retryAfterOf(response, Date.parse('2026-11-21T12:00:00Z'))).toBe(seconds)
})

test('whatever was thrown can be told', () => {
  expect(problemOf(new Error('odd'))).toMatchObject({ detail: 'odd' })
})
