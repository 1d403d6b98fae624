import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config.ts'
import { stampSocketAddress } from './client-address.ts'

/**
 * From now on every request to this process carries where it came from, before
 * anything else sees it, and every answer from an https house tells browsers to
 * come back by https only: Node tells of each as soon as its headers are read.
 * An address that is no text leads to none that we have; Next would answer 500.
 */
export function stampRequests({ NODE_ENV, PUBLIC_URL }: Config): void {
  const isHttps = NODE_ENV === 'production' && PUBLIC_URL.startsWith('https:')
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    stampSocketAddress(request)
    if (!isText(request.url ?? '/')) request.url = UNKNOWN_ADDRESS
    if (isHttps) response.setHeader('strict-transport-security', `max-age=${TWO_YEARS_SECONDS}`)
  })
}

const UNKNOWN_ADDRESS = '/api/no-such-address'

/** Whether the bytes that a path's percent signs stand for are UTF-8. */
function isText(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

const TWO_YEARS_SECONDS = 63_072_000
