import { refuse, type Refusal } from '../refusal.ts'

/** The one way to say that somebody must stay an owner. */
export function lastOwner(): Refusal {
  return refuse(
    'last-owner',
    'This is the only owner, and nobody else could run the place. Make somebody else an owner first.',
  )
}
