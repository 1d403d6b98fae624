import { ProblemError } from '#components/api/problem-error.ts'

/** Why the number itself may not be called, and what would lift that; null: it is not about the number. */
export function numberRefusal(error: unknown): string | null {
  if (!(error instanceof ProblemError) || error.code !== 'dial-refused') return null
  return error.problem.errors?.[0]?.message ?? error.problem.detail
}
