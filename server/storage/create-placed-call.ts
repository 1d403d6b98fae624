import { spendingUse } from '#core/spending/spending-use.ts'
import type { Database, Queryable } from './database.ts'
import { findCall } from './find-call.ts'
import { insertCall } from './insert-call.ts'
import { readUseSums } from './read-use-sums.ts'
import { lockLimits } from './spending.ts'
import type { DialGuard, NewPlacedCall, PlacedRow } from './call-stores.ts'

/**
 * Makes the row of a call that we place, if the guard allows it. The house's
 * limits stay locked from counting to inserting, so that dials take turns, in
 * this process and in any other.
 */
export async function createPlacedCall(
  database: Database,
  call: NewPlacedCall,
  guard: DialGuard,
): Promise<PlacedRow> {
  const { now, defaults } = guard
  const placed = await database.client.$transaction(async (transaction) => {
    const limits = await lockLimits(transaction, defaults)
    const twinId = await findTwin(transaction, call)
    if (twinId !== null) return { outcome: 'repeated', id: twinId } as const
    const decision = guard.decide(limits, spendingUse(await readUseSums(transaction, now), now))
    if (!decision.allowed) return { outcome: 'refused', refusal: decision } as const
    const { longestCallMinutes, carrierUsdPerMinute } = decision
    await insertCall(transaction, {
      ...call,
      config: { ...call.config, longestCallMinutes },
      direction: 'outbound',
      status: 'created',
      createdAt: new Date(),
      carrierUsdPerMinute,
    })
    return { outcome: 'placed', id: call.id } as const
  })
  if (placed.outcome === 'refused') return placed
  const found = await findCall(database.client, placed.id)
  if (found === null) throw new Error('A call was neither inserted nor found.')
  return { outcome: placed.outcome, call: found }
}

async function findTwin(
  transaction: Queryable,
  { id, idempotencyKey }: NewPlacedCall,
): Promise<string | null> {
  const row = await transaction.call.findFirst({
    where: { OR: [{ id }, ...(idempotencyKey === undefined ? [] : [{ idempotencyKey }])] },
    select: { id: true },
  })
  return row?.id ?? null
}
