import type { SpentCodes } from '../auth/finish-sign-in.ts'
import type { Clock } from '../clock.ts'
import type { Stores } from '../storage/stores.ts'

/** Codes of authenticators that were used, remembered for as long as they could be used again. */
export function spentCodes(people: Stores['people'], clock: Clock): SpentCodes {
  const now = () => new Date(clock.now())
  return {
    isSpent: (operatorId, code) => people.isCodeSpent(operatorId, code, now()),
    spend: (operatorId, code) =>
      people.spendCode(operatorId, code, {
        now: now(),
        expiresAt: new Date(clock.now() + codeIsGoodForMs),
      }),
  }
}

/** Its own half minute, the one before and the one after, for clocks that differ. */
const codeIsGoodForMs = 90_000
