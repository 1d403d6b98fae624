import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config.ts'
import { stampSocketAddress } from './client-address.ts'

/**
 * From now on every request to this process carries where it came from, before
 * anything else sees it, and every answer from an https house tells browsers to
 * come back by https only: Node tells of each as soon as its headers are read.
 */
export function stampRequests({ NODE_ENV, PUBLIC_URL }: Config): void {
  const isHttps = NODE_ENV === 'production' && PUBLIC_URL.startsWith('https:')
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    stampSocketAddress(request)
    if (isHttps) response.setHeader('strict-transport-security', `max-age=${TWO_YEARS_SECONDS}`)
  })
}

const TWO_YEARS_SECONDS = 63_072_000
