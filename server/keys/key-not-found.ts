import { refuse, type Refusal } from '../refusal.ts'

/** The one way to say that a key is unknown. */
export function keyNotFound(): Refusal {
  return refuse('key-not-found', 'There is no API key with this id.')
}
