import type { Call } from '#contracts/call.ts'
import { callInclude, readCalls } from './call-rows.ts'
import type { Queryable } from './database.ts'

/** A call by our id or by the carrier's SID. */
export async function findCall(queryable: Queryable, idOrSid: string): Promise<Call | null> {
  const row = await queryable.call.findFirst({
    where: { OR: [{ id: idOrSid }, { callSid: idOrSid }] },
    include: callInclude,
  })
  if (row === null) return null
  const [call] = await readCalls(queryable, [row])
  return call ?? null
}
