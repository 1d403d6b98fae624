import type { Caller } from './require-caller.ts'

/** Who asks for something to be deleted, as its tombstone will say. */
export function requesterOf(caller: Caller): string {
  return caller.kind === 'operator' ? caller.operator.name : `API key ${caller.key.name}`
}
