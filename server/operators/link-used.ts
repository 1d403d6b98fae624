import { refuse, type Refusal } from '../refusal.ts'

/** The one answer to a link that is not good, so that nobody learns whether it ever was. */
export function linkUsed(): Refusal {
  return refuse(
    'link-used',
    'This link was used, has expired or was withdrawn. Ask an owner for another.',
  )
}
