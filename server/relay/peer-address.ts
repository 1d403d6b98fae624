import type { IncomingHttpHeaders } from 'node:http'
import { isIPv6 } from 'node:net'

/** What of a request tells where it came from. */
type Arrival = { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } }

/**
 * Who is behind a request to the relay, as far as that may be believed. A proxy on
 * this machine (Next hands media streams on) speaks for others: what counts then is
 * the entry of `X-Forwarded-For` that the first of our `trustedProxies` wrote,
 * counted from the right; further left anybody can write anything. From elsewhere
 * the header counts for nothing. Addresses that one host has plenty of, an IPv6
 * /64, are one.
 */
export function peerAddress({ headers, socket }: Arrival, trustedProxies: number): string {
  const near = socket.remoteAddress ?? 'unknown'
  if (!isLoopback(near) || trustedProxies === 0) return networkOf(near)
  const hops = [headers['x-forwarded-for'] ?? '']
    .flat()
    .join(',')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return networkOf(hops.at(-trustedProxies) ?? hops[0] ?? near)
}

/** An address of this machine as sockets write it, or its name. */
export function isLoopback(address: string): boolean {
  return /^(localhost|::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address)
}

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address.slice(0, 64)
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
