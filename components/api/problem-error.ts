import {
  problemCodeSchema,
  problemSchema,
  type Problem,
  type ProblemCode,
} from '#contracts/problem.ts'

/** A request that failed. `problem` says why, in the server's words or, if it could not be reached, in ours. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }

  /** The last part of the problem's `type`; null for one that is not of our list. */
  get code(): ProblemCode | null {
    return codeOf(this.problem)
  }
}

/** The problem of anything that was thrown; what is not a `ProblemError` becomes a general one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return {
    type: 'internal',
    title: 'Something went wrong in the console',
    status: 0,
    detail: error instanceof Error ? error.message : 'An unknown error.',
  }
}

/** Reads a failed response as a problem, also one that came from a proxy and is not one. */
export async function problemFrom(response: Response): Promise<Problem> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  return {
    type: 'internal',
    title: 'The server gave an answer the console cannot read',
    status: response.status,
    detail: `It answered ${response.status} ${response.statusText}`.trim() + '.',
  }
}

/** The problem of a request that never got an answer. */
export function unreachableProblem(): Problem {
  return {
    type: 'unreachable',
    title: 'The console cannot reach the server',
    status: 0,
    detail: 'The request got no answer.',
  }
}

function codeOf(problem: Problem): ProblemCode | null {
  const parsed = problemCodeSchema.safeParse(problem.type.split(/[/#:]/).at(-1))
  return parsed.success ? parsed.data : null
}
