import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from './peer-address.ts'

/** What of a request tells where it came from. */
type Arrival = { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } }

/**
 * True when a request was sent on this machine to this machine: over loopback,
 * to a loopback name, and not handed on by a proxy, which would make anybody's
 * request look like that.
 */
export function isFromThisMachine(request: Arrival): boolean {
  if (proxyHeaders.some((name) => request.headers[name] !== undefined)) return false
  return isLoopback(request.socket.remoteAddress ?? '') && isLoopback(hostname(request))
}

const proxyHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/** A page elsewhere that points its own name at 127.0.0.1 shows that name here. */
function hostname(request: Arrival): string {
  const host = request.headers.host ?? ''
  return host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}
