/**
 * What happens to a dialled number. Twilio documents test numbers under +1 500 555 (its docs, "Test
 * credentials"); the ones that ring, are busy or fail in a call continue that list.
 */
export type Fate =
  | { kind: 'answers' }
  | { kind: 'busy' }
  | { kind: 'noAnswer' }
  | { kind: 'fails'; sipResponseCode: number }
  /** Refused by REST before a call exists. */
  | { kind: 'refused'; code: number; message: string }

/** The fate of a number; every number not on the list answers. */
export function fateOf(number: string): Fate {
  return FATES[number] ?? { kind: 'answers' }
}

const FATES: Readonly<Record<string, Fate>> = {
  '+15005550001': refused(21211, "The 'To' number +15005550001 is not a valid phone number."),
  '+15005550002': refused(
    21214,
    "The 'To' phone number +15005550002 is not reachable: there is no route to it.",
  ),
  '+15005550003': refused(
    21215,
    'Account not authorized to call +15005550003. Perhaps you need to enable some international permissions: https://www.twilio.com/console/voice/calls/geo-permissions/low-risk',
  ),
  '+15005550004': refused(21216, 'Account not allowed to call +15005550004.'),
  '+15005550009': refused(
    21219,
    'The number +15005550009 is unverified. Trial accounts may only make calls to verified numbers.',
  ),
  '+15005550010': { kind: 'busy' },
  '+15005550011': { kind: 'noAnswer' },
  '+15005550012': { kind: 'fails', sipResponseCode: 404 },
}

function refused(code: number, message: string): Fate {
  return { kind: 'refused', code, message }
}
