import type { CallStatus } from '#contracts/call.ts'
import type { Queryable } from './database.ts'
import type { NewCall, NewPlacedCall } from './call-stores.ts'

type NewRow = (NewCall | NewPlacedCall) & {
  direction: string
  status: CallStatus
  createdAt: Date
  carrierUsdPerMinute?: number
}

/** Inserts a call with the first entry of its history; false: it stands there already. */
export async function insertCall(transaction: Queryable, call: NewRow): Promise<boolean> {
  const { status, createdAt } = call
  const answered = status === 'in-progress' ? { answeredAt: createdAt } : {}
  const [row] = await transaction.call.createManyAndReturn({
    data: [{ ...call, ...answered }],
    select: { id: true },
    skipDuplicates: true,
  })
  if (row === undefined) return false
  await transaction.callStatusChange.create({ data: { callId: row.id, status, at: createdAt } })
  return true
}
