import { z } from 'zod'
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
  /** After how many seconds the server will hear the request again; null: it did not say. */
  readonly retryAfterSeconds: number | null

  constructor(
    problem: Problem,
    options: ErrorOptions & { retryAfterSeconds?: number | null } = {},
  ) {
    super(problem.detail, options)
    this.problem = problem
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
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
  const answer: unknown = await response.json().catch(() => null)
  const parsed = problemSchema.safeParse(answer)
  if (parsed.success) return parsed.data
  const ofSignIn = signInRefusalSchema.safeParse(answer)
  if (ofSignIn.success) {
    const { code, message } = ofSignIn.data
    return { type: code, title: 'The sign-in refused', status: response.status, detail: message }
  }
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

/** What sign-in answers in place of a problem document: the problem's `type` is its code then. */
const signInRefusalSchema = z.object({ code: z.string(), message: z.string() })

/** `Retry-After` in seconds, whether it came as a number or as a date (RFC 9110, 10.2.3). */
export function retryAfterOf(response: Response, nowMs: number): number | null {
  const given = response.headers.get('retry-after')
  if (given === null) return null
  if (/^\d+$/.test(given)) return Number(given)
  const atMs = Date.parse(given)
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1_000))
}

function codeOf(problem: Problem): ProblemCode | null {
  const parsed = problemCodeSchema.safeParse(problem.type.split(/[/#:]/).at(-1))
  return parsed.success ? parsed.data : null
}
