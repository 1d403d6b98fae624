import type { AgentConfig } from '#contracts/agent.ts'
import { checkNumber, type NumberRefusal } from '#core/spending/check-number.ts'
import type { AppContext } from '../context.ts'
import { numberFacts } from '../numbers/number-facts.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { houseLimits } from './house-limits.ts'

/** Whether the carrier may be made to ring `to` for a transfer; null: it may. */
export async function checkTransfer(ctx: AppContext, to: string): Promise<NumberRefusal | null> {
  const { countries } = await houseLimits(ctx)
  return checkNumber(numberFacts(to), countries)
}

/** Why a configuration cannot be kept, because it would transfer callers to such a number; null: it can. */
export async function refuseTransfer(
  ctx: AppContext,
  { fallback }: Pick<AgentConfig, 'fallback'>,
  path: string,
): Promise<Refusal | null> {
  if (fallback.mode !== 'transfer') return null
  const barred = await checkTransfer(ctx, fallback.to)
  if (barred === null) return null
  const message = `${barred.why} ${barred.lift}`
  return refuse('dial-refused', `Callers cannot be transferred to this number. ${message}`, {
    errors: [{ path, message }],
  })
}
