import type { Problem, ProblemCode } from '#contracts/problem.ts'

/** Why something asked for is not done: a value, because it was to be expected. */
export type Refusal = {
  ok: false
  problem: ProblemCode
  /** For the one who asked: the cause, and what to do about it. */
  detail: string
  vendorCode?: number
  errors?: NonNullable<Problem['errors']>
  /** When the same may be asked again with success, as far as that is known. */
  retryAfterSeconds?: number
}

/** Refuses, in words that may be shown. */
export function refuse(
  problem: ProblemCode,
  detail: string,
  more: Pick<Refusal, 'vendorCode' | 'errors' | 'retryAfterSeconds'> = {},
): Refusal {
  return { ok: false, problem, detail, ...more }
}

/** The one way to say that a call is unknown. */
export function callNotFound(): Refusal {
  return refuse('call-not-found', 'There is no call with this id or SID.')
}

/** The one way to say that a hold spares a call. */
export function callHeld(): Refusal {
  return refuse('call-held', 'A legal hold spares this call. Lift the hold first, then delete.')
}

/** The one way to say that an agent is unknown. */
export function agentNotFound(): Refusal {
  return refuse('agent-not-found', 'There is no agent with this id; it may have been removed.')
}
