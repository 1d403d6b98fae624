import { ProblemError, problemOf } from '#components/api/problem-error.ts'
import { adviceFor } from '#components/api/advice.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { LimitsLink } from './limits-link.tsx'

/** Why the call was not placed, in plain words, with the carrier's own code and the id to quote. */
export function DialProblem({ error }: { error: unknown }) {
  const problem = problemOf(error)
  const code = error instanceof ProblemError ? error.code : 'internal'
  return (
    <ErrorState
      title={problem.title}
      text={problem.detail}
      advice={code === 'limit-reached' ? <LimitsLink /> : adviceFor(code)}
      requestId={problem.requestId}
      className="rounded-md bg-danger-soft p-3"
    />
  )
}
