import type { Scope } from '#contracts/scope.ts'
import { may } from '#core/access/may.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** Who makes a key; `operatorId` null: a program. */
export type KeyMaker = { operatorId: string | null; scopes: readonly Scope[] }

/** Refuses a key that may do what its maker may not; null: fine. */
export function refuseWider(maker: KeyMaker, scopes: readonly Scope[]): Refusal | null {
  const lacking = scopes.filter((scope) => !may(maker.scopes, scope))
  if (lacking.length === 0) return null
  return refuse(
    'forbidden',
    `A key is given nothing that its maker lacks; here that is ${lacking.join(', ')}.`,
  )
}
