import type { PhoneNumber } from '#contracts/rest/catalog.ts'
import { carrierRefusal } from '../calls/carrier-refusal.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'

/**
 * The numbers this account may call from, the configured one first: it is
 * offered even when the carrier's list does not have it, for the carrier has
 * the last word when it is used.
 */
export async function listNumbers(
  ctx: AppContext,
): Promise<{ ok: true; numbers: PhoneNumber[] } | Refusal> {
  const listed = await ctx.carrier.listNumbers()
  if (!listed.ok) return carrierRefusal(listed)
  const own = ctx.config.TWILIO_PHONE_NUMBER
  const others = listed.numbers.filter((number) => number.phoneNumber !== own)
  const ownName = listed.numbers.find((number) => number.phoneNumber === own)?.friendlyName ?? own
  return {
    ok: true,
    numbers: [
      { phoneNumber: own, friendlyName: ownName, isDefault: true },
      ...others.map(({ phoneNumber, friendlyName }) => ({
        phoneNumber,
        friendlyName,
        isDefault: false,
      })),
    ],
  }
}
