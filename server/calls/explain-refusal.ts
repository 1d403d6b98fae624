/**
 * Why the carrier refused, in plain words with its code, and what to do. A code
 * that is not in the table keeps the carrier's own sentence (Twilio's docs,
 * "Error and warning dictionary").
 */
export function explainRefusal(code: number | null, message: string): string {
  if (code === null) return message
  const words = plainWords.get(code) ?? message.replace(/[.\s]*$/, '')
  return `${words} (Twilio ${code}).`
}

const plainWords = new Map<number, string>([
  [10_004, 'The account has as many calls at once as it is allowed'],
  [13_224, 'The number called is not valid or not supported'],
  [
    13_227,
    'The account may not call this country: allow it in Twilio, Voice, Geographic permissions',
  ],
  [
    20_003,
    'Twilio does not know these credentials: check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN',
  ],
  [20_404, 'Twilio does not know this account or call'],
  [20_429, 'Too many requests at once: wait a moment and dial again'],
  [21_201, 'No number was given to call'],
  [21_205, 'Twilio cannot use our webhook address: PUBLIC_URL must be reachable from the internet'],
  [
    21_210,
    'The number called from is not verified with Twilio: use one of the account’s own numbers',
  ],
  [21_211, 'The number called is not a valid telephone number'],
  [21_212, 'The number called from is not valid: check TWILIO_PHONE_NUMBER'],
  [21_213, 'No number was given to call from'],
  [21_214, 'The number called cannot be reached'],
  [
    21_215,
    'The account may not call this country: allow it in Twilio, Voice, Geographic permissions',
  ],
  [21_216, 'Twilio does not let this account call this number'],
  [21_217, 'The number called is not valid'],
  [
    21_219,
    'A trial account may only call numbers verified with Twilio: verify this one or upgrade',
  ],
  [21_220, 'The call is not in progress any more'],
  [21_227, 'The call’s webhook address cannot be changed in this state'],
  [21_262, 'Answering-machine detection has no address to report to'],
])
