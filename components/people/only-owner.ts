import type { Person } from '#contracts/people.ts'

/** Whether this is the one owner that is left, who must stay an owner. */
export function isOnlyOwner(person: Person, people: readonly Person[]): boolean {
  return person.role === 'owner' && people.filter(({ role }) => role === 'owner').length === 1
}
