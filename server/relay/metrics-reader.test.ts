import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { isFromThisMachine } from './metrics-reader.ts'

const request = (remoteAddress: string | undefined, headers: IncomingHttpHeaders) => ({
  headers,
  socket: { remoteAddress },
})

test.each([
  ['127.0.0.1', 'localhost:8081'],
  ['127.0.0.1', '127.0.0.1:8081'],
  ['::1', '[::1]:8081'],
  ['::ffff:127.0.0.1', 'localhost'],
])('[WATCH-2] from %s to %s is this machine', (address, host) => {
  expect(isFromThisMachine(request(address, { host }))).toBe(true)
})

test.each([
  ['a neighbour', '192.168.1.7', { host: 'localhost:8081' }],
  ['an address that only begins like ours', '127.0.0.1.example.com', { host: 'localhost' }],
  ['a socket without an address', undefined, { host: 'localhost' }],
  ['a name of somebody else', '127.0.0.1', { host: 'relay.example.com' }],
  ['a name that only begins like ours', '127.0.0.1', { host: '127.0.0.1.example.com' }],
  ['no name', '127.0.0.1', {}],
  ['a proxy', '127.0.0.1', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' }],
  ['a standard proxy', '127.0.0.1', { host: 'localhost', forwarded: 'for=203.0.113.9' }],
  ['a proxy that hides its client', '127.0.0.1', { host: 'localhost', via: '1.1 caddy' }],
])('[WATCH-2] %s is not this machine', (_what, address, headers) => {
  expect(isFromThisMachine(request(address, headers))).toBe(false)
})
