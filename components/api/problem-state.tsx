import { ErrorState } from '#components/ui/error-state.tsx'
import { adviceFor } from './advice.ts'
import { ProblemError, problemOf } from './problem-error.ts'

type ProblemStateProps = {
  error: unknown
  onRetry?: () => void
  retrying?: boolean
  className?: string
}

/** Shows why something could not be loaded: the cause, what to do, the id to quote. */
export function ProblemState({ error, onRetry, retrying, className }: ProblemStateProps) {
  const problem = problemOf(error)
  const code = error instanceof ProblemError ? error.code : 'internal'
  return (
    <ErrorState
      title={problem.title}
      text={problem.detail}
      advice={adviceFor(code)}
      requestId={problem.requestId}
      onRetry={onRetry}
      retrying={retrying ?? false}
      {...(className ? { className } : {})}
    />
  )
}
