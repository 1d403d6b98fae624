import type { Role } from '#contracts/scope.ts'

/** What each role may do, to stand after "may". From the one that may most. */
export const roleWords: readonly { role: Role; label: string; may: string }[] = [
  {
    role: 'owner',
    label: 'Owner',
    may: 'do all that an operator may, and manage people, keys, limits and the audit log',
  },
  {
    role: 'operator',
    label: 'Operator',
    may: 'place and end calls, edit agents, play and delete recordings',
  },
  {
    role: 'viewer',
    label: 'Viewer',
    may: 'watch calls, read transcripts and play recordings, but change nothing',
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
