import type { IncomingMessage } from 'node:http'

/** Set by ourselves, whatever a request brings. */
const header = 'x-sent-query'

/**
 * Keeps the query of a carrier's webhook to the letter, in a header: a route
 * handler is shown it in Next's own spelling, with repeated keys put together, and
 * the signature covers what was sent. Told by Node's channel of requests that begin.
 */
export function keepSentQuery(begun: unknown): void {
  const { request } = begun as { request: IncomingMessage }
  const [path = '', ...query] = (request.url ?? '').split('?')
  if (!/^\/(twiml|api\/twilio\/.*)$/.test(path)) return
  request.headers[header] = query.length === 0 ? '' : `?${query.join('?')}`
}

/**
 * A request's query as it was sent. Whoever could forge the header would gain
 * nothing: what is read is what was signed.
 */
export function sentQuery(request: Request): string {
  return request.headers.get(header) ?? new URL(request.url).search
}
