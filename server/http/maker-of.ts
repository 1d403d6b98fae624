import type { KeyMaker } from '../keys/key-maker.ts'
import type { Caller } from './require-caller.ts'

/** A caller, as somebody who makes keys. */
export function makerOf(caller: Caller): KeyMaker {
  const operatorId = caller.kind === 'operator' ? caller.operator.id : null
  return { operatorId, scopes: caller.scopes }
}
