import { refuse, type Refusal } from '../refusal.ts'

/** The one way to say that a password does not fit; `field`: where it was given. */
export function passwordWrong(field: string): Refusal {
  const message = 'This is not your current password.'
  return refuse('password-wrong', message, { errors: [{ path: field, message }] })
}
