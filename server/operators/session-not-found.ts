import { refuse, type Refusal } from '../refusal.ts'

/** The one way to say that a session is unknown. */
export function sessionNotFound(): Refusal {
  return refuse('session-not-found', 'There is no such session; it may have ended already.')
}
