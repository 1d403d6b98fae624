import type { DialRefusal } from '#core/spending/decide-dial.ts'
import { secondsToMidnight } from '#core/spending/spending-use.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** The guard's no, as an answer: which limit, why, and what would lift it. */
export function refuseDial({ limit, why, lift, untilMidnight }: DialRefusal, now: Date): Refusal {
  const isBarred = limit === 'country' || limit === 'numberKind'
  const message = `${why} ${lift}`
  return refuse(isBarred ? 'dial-refused' : 'limit-reached', message, {
    errors: [{ path: limit, message }],
    ...(untilMidnight && { retryAfterSeconds: secondsToMidnight(now) }),
  })
}
