import type { Problem } from '#contracts/problem.ts'
import type { Refusal } from '../refusal.ts'
import { problemTable, problemType } from './problem-table.ts'

/** A refusal as `application/problem+json` (RFC 9457). */
export function problemResponse(refusal: Refusal, requestId: string): Response {
  const { status, title } = problemTable[refusal.problem]
  const problem: Problem = {
    type: problemType(refusal.problem),
    title,
    status,
    detail: refusal.detail,
    requestId,
    ...(refusal.vendorCode !== undefined && { vendorCode: refusal.vendorCode }),
    ...(refusal.errors !== undefined && { errors: refusal.errors }),
  }
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  // RFC 9110, 15.5.2: a 401 names a scheme that would do.
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="switchboard"'
  if (status === 503) headers['retry-after'] = RETRY_AFTER_SECONDS
  // The rest of such a body is not waited for.
  if (status === 408 || status === 413) headers['connection'] = 'close'
  if (refusal.retryAfterSeconds !== undefined) {
    headers['retry-after'] = String(refusal.retryAfterSeconds)
  }
  return new Response(JSON.stringify(problem), { status, headers })
}

/** A relay that was restarted takes calls again within this. */
const RETRY_AFTER_SECONDS = '5'
