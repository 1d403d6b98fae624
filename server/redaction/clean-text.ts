/** Cuts out of a text what must not be read in a log. */
export type CleanText = (text: string) => string

/**
 * Makes the function that cuts, by shape, what identifies a person or opens a
 * door: telephone numbers, e-mail addresses, keys, tokens, whatever a URL says
 * about them, and `secrets`, the configured ones, wherever they stand. Of a number
 * the country and the last digits stay: `+14155550100` is `+1•••0100`.
 */
export function createCleanText(secrets: readonly string[] = []): CleanText {
  const known = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter(
      (secret, at, all) => secret.length >= SECRET_CHARACTERS_MIN && all.indexOf(secret) === at,
    )
    .toSorted((a, b) => b.length - a.length)
  return (text) => {
    const unsecret = known.reduce((left, secret) => left.replaceAll(secret, CUT), text)
    return shapes.reduce((left, [shape, cut]) => left.replaceAll(shape, cut), unsecret)
  }
}

export const CUT = '[redacted]'

/** Anything shorter is a word that would be cut out of other words. */
const SECRET_CHARACTERS_MIN = 8

type Shape = [shape: RegExp, cut: (...found: string[]) => string]

const shapes: readonly Shape[] = [
  // A user and a password in an address.
  [/(:\/\/)[^\s/@"'<>]+@/g, (_, before = '') => `${before}${CUT}@`],
  // What the query of an address says about a person, or opens with.
  [
    /([?&][\w.-]*(?:ticket|token|key|secret|password|signature|code|from|to|caller|called|number|email)=)[^&\s"'#<>]+/gi,
    (_, before = '') => `${before}${CUT}`,
  ],
  [/\b(Bearer|Basic|Digest)\s+[\w.~+/=-]{6,}/gi, (_, scheme = '') => `${scheme} ${CUT}`],
  // Keys of ours, of OpenAI and of webhooks, also as their owners shorten them.
  [/\b(sb|sk|rk|ek|pk|whsec)[_-][\w*.-]{4,}/g, (_, kind = '') => `${kind}-${CUT}`],
  [/[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,24}\b/gi, () => '[e-mail]'],
  // A number with its plus, bare or as a URL writes it, and however it is spaced.
  [/(?:\+|%2B)\s?[1-9](?:[\s().-]{0,2}\d){6,14}/gi, (number = '') => maskNumber(number)],
  [/(?<![\w.:+-])[1-9]\d{9,14}(?![\w:-])/g, (number = '') => maskNumber(number)],
  [/(?<![\w•.-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\w)/g, (number = '') => maskNumber(number)],
  // Random bits as base64url; a vendor's SID is two letters and hexadecimal digits.
  [/(?<![\w-])[\w-]{30,}(?![\w-])/g, (run = '') => (isToken(run) ? '[token]' : run)],
]

/** Where the last digits of a short number would be most of it, fewer are shown. */
function maskNumber(number: string): string {
  const digits = number.replace(/%2B/i, '').replaceAll(/\D/g, '')
  const last = digits.slice(digits.length >= 10 ? -4 : -2)
  const isInternational = /^(?:\+|%2B)/i.test(number)
  return isInternational ? `+${countryCode(digits)}•••${last}` : `•••${last}`
}

/** ITU-T E.164: zones 1 and 7 are one digit, the listed codes two, all others three. */
function countryCode(digits: string): string {
  const [code = ''] =
    /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/.exec(digits) ?? []
  return code
}

function isToken(run: string): boolean {
  if (/^[A-Z]{2}[0-9a-f]{32}$/.test(run)) return false
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)
}
