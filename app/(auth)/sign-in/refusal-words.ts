import { ProblemError, problemOf } from '#components/api/problem-error.ts'
import { formatWait } from '#components/format/wait.ts'

/** What a refused sign-in means, and what to do, in plain words. */
export function refusalWords(error: unknown, nowMs = Date.now()): string {
  const problem = problemOf(error)
  const known = wordsOf.get(problem.type)
  if (known !== undefined) return known
  if (problem.status === 401) return 'This e-mail and password do not belong together. Check both.'
  if (problem.status === 403) {
    return 'This address is not the one the console was set up for. Open it at its PUBLIC_URL.'
  }
  if (problem.status === 429) {
    const wait = error instanceof ProblemError ? error.retryAfterSeconds : null
    return `Too many tries. Try again ${wait === null ? 'later' : formatWait(wait, nowMs)}.`
  }
  return `${problem.title}. ${problem.detail}`
}

/** Whether the half-done sign-in is lost, so that the password must be given again. */
export function isStartOver(error: unknown): boolean {
  return startOver.has(problemOf(error).type)
}

const startOver = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'])

/** By better-auth's codes. */
const wordsOf = new Map([
  [
    'INVALID_CODE',
    'This code does not fit. It changes every 30 seconds: type the one that is shown now.',
  ],
  ['INVALID_BACKUP_CODE', 'This is none of your recovery codes, or it has been used already.'],
  ['INVALID_TWO_FACTOR_COOKIE', 'The second step took too long. Sign in again.'],
  ['TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'Too many wrong codes. Sign in again.'],
  [
    'ACCOUNT_TEMPORARILY_LOCKED',
    'Too many wrong codes. The second step is shut for a quarter of an hour.',
  ],
])
