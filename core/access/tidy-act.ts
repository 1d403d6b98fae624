import type { Act } from '#contracts/audit.ts'

/**
 * An act as the audit log takes it. Text is cut to a length, and what a database
 * would refuse or change (NUL, half a surrogate pair) is replaced, so that the
 * hash is over exactly what is stored. A subject that is no id is left out: it is
 * what somebody wrote into an address, which may be a number or words.
 */
export function tidyAct(act: Act): Act {
  const { actor, subject, detail } = act
  return {
    ...act,
    actor: { ...actor, id: orNull(actor.id), name: tidy(actor.name) },
    action: tidy(act.action),
    subject: subject !== null && isId(subject) ? subject : null,
    address: orNull(act.address),
    detail: Object.fromEntries(
      Object.entries(detail).map(([name, value]) => [
        tidy(name),
        typeof value === 'string' ? tidy(value) : value,
      ]),
    ),
    requestId: orNull(act.requestId),
  }
}

const CHARACTERS_MAX = 200

function orNull(text: string | null): string | null {
  return text === null ? null : tidy(text)
}

function tidy(text: string): string {
  return text.slice(0, CHARACTERS_MAX).replaceAll('\0', '\u{fffd}').toWellFormed()
}

/** One or more ids of ours or a vendor's; digits alone would be a telephone number. */
function isId(subject: string): boolean {
  return /^[\w-]{1,100}(\/[\w-]{1,100})*$/.test(subject) && !/^[\d-]+$/.test(subject)
}
