import type { IncomingMessage } from 'node:http'
import type { Config } from '../config.ts'

/**
 * Where a request came from. With TRUSTED_PROXIES=0 that is the other end of its
 * socket; else the address that the outermost of as many proxies of ours saw, the
 * nth of `X-Forwarded-For` from the right: further left anybody can write
 * anything. Where the header is shorter than that, the request went around a
 * proxy, and only the socket is believed. Null: unknown.
 */
export function clientAddress(request: Pick<Request, 'headers'>, config: Config): string | null {
  const proxies = config.TRUSTED_PROXIES
  const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const forwarded = proxies === 0 ? undefined : hops.at(-proxies)
  const socket = request.headers.get(socketHeader)
  return plain(forwarded || socket || null)
}

/**
 * Writes the address at the other end of the socket into a header of our own,
 * over whatever the sender wrote there: Next hands route handlers no socket, and
 * sets `X-Forwarded-For` only where the sender has not.
 */
export function stampSocketAddress(request: IncomingMessage): void {
  request.headers[socketHeader] = request.socket.remoteAddress ?? ''
}

/**
 * What requests of one sender are counted by. An IPv6 sender has at least the
 * last 64 bits to choose from, so these say nothing.
 */
export function addressKey(address: string | null): string {
  if (address === null || !address.includes(':')) return address ?? 'unknown'
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** An IPv4 address that came over an IPv6 socket is an IPv4 address. */
function plain(address: string | null): string | null {
  return address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null
}

const socketHeader = 'x-switchboard-socket'
