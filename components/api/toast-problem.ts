import { toast } from 'sonner'
import { adviceFor } from './advice.ts'
import { ProblemError, problemOf } from './problem-error.ts'

/** Tells of a failed act in a toast: cause, what to do, the id to quote. */
export function toastProblem(error: unknown): void {
  const problem = problemOf(error)
  const parts = [
    problem.detail,
    adviceFor(error instanceof ProblemError ? error.code : 'internal'),
    problem.requestId ? `Request ${problem.requestId}` : null,
  ]
  toast.error(problem.title, {
    description: parts.filter((part) => part !== null).join(' '),
    duration: 10_000,
  })
}
