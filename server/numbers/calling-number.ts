import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { listNumbers } from './list-numbers.ts'

/** The number to call from: the configured one, or the one asked for if it is ours. */
export async function callingNumber(
  ctx: AppContext,
  asked: string | undefined,
): Promise<{ ok: true; phoneNumber: string } | Refusal> {
  const own = ctx.config.TWILIO_PHONE_NUMBER
  if (asked === undefined || asked === own) return { ok: true, phoneNumber: own }
  const listed = await listNumbers(ctx)
  if (!listed.ok) return listed
  if (listed.numbers.some((number) => number.phoneNumber === asked)) {
    return { ok: true, phoneNumber: asked }
  }
  const message = 'This account has no such number to call from; see /api/phone-numbers.'
  return refuse('number-not-ours', message, { errors: [{ path: 'from', message }] })
}
