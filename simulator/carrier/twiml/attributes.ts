import type { WebhookTarget } from './program.ts'

type Attributes = Readonly<Record<string, string>>

/**
 * The webhook that two attributes name, resolved against the document's address; POST unless GET
 * is asked for. Null when the attribute is missing or names no http(s) address.
 */
export function targetFrom(
  attributes: Attributes,
  urlKey: string,
  methodKey: string,
  baseUrl: string | null,
): WebhookTarget | null {
  const written = attributes[urlKey]
  if (!written) return null
  const url = absoluteUrl(written, baseUrl)
  return url === null ? null : { url, method: methodOf(attributes[methodKey]) }
}

/** A list of events as TwiML writes it, separated by blanks; `completed` alone by default. */
export function parseStatusEvents(value: string | undefined): string[] {
  const events = (value ?? '').split(/\s+/).filter((event) => event !== '')
  return events.length > 0 ? events : ['completed']
}

/** POST unless GET is written, in whatever case. */
export function methodOf(value: string | undefined): 'GET' | 'POST' {
  return value?.toUpperCase() === 'GET' ? 'GET' : 'POST'
}

/** An absolute address stays exactly as written, because its spelling is what gets signed. */
function absoluteUrl(written: string, baseUrl: string | null): string | null {
  if (/^https?:\/\//i.test(written)) return URL.canParse(written) ? written : null
  return baseUrl !== null && URL.canParse(written, baseUrl) ? new URL(written, baseUrl).href : null
}
