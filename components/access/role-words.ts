import type { Role } from '#contracts/scope.ts'

/** What each role may do, in a line. From the one that may most. */
export const roleWords: readonly { role: Role; label: string; may: string }[] = [
  {
    role: 'owner',
    label: 'Owner',
    may: 'Everything an operator may, and people, keys, limits and the audit log.',
  },
  {
    role: 'operator',
    label: 'Operator',
    may: 'Places and ends calls, edits agents, plays and deletes recordings.',
  },
  {
    role: 'viewer',
    label: 'Viewer',
    may: 'Watches calls, reads transcripts and plays recordings. Changes nothing.',
  },
]

/** Why somebody of this role finds something shut, and who can open it; `act`: "place calls". */
export function whyNotAllowed(role: Role, act: string): string {
  return `Your role, ${role}, may not ${act}. An owner can give you another one.`
}

/** A role as it is shown: `Owner`. */
export function roleLabel(role: Role): string {
  return roleWords.find((words) => words.role === role)?.label ?? role
}
