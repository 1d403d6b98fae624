import { refuse, type Refusal } from '../refusal.ts'

/** The one way to say that an operator is unknown. */
export function personNotFound(): Refusal {
  return refuse(
    'person-not-found',
    'There is no operator with this id; they may have been removed.',
  )
}
