import { expect, test } from 'vitest'
import { peerAddress } from './peer-address.ts'

const from = (remoteAddress: string | undefined, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
})

test.each([
  ['203.0.113.9', from('203.0.113.9'), 1],
  ['203.0.113.9', from('::ffff:203.0.113.9'), 1],
  ['2001:db8:0:7::/64', from('2001:db8:0:7:1:2:3:4'), 1],
  ['2001:db8:0:0::/64', from('2001:db8::1'), 1],
  ['unknown', from(undefined), 1],
])('[DOOR-9] a peer is %s by its socket', (address, request, proxies) => {
  expect(peerAddress(request, proxies)).toBe(address)
})

test.each([
  ['the last one before us', '198.51.100.7', from('127.0.0.1', '6.6.6.6, 198.51.100.7'), 1],
  ['the one before two', '198.51.100.7', from('::1', '6.6.6.6, 198.51.100.7, 10.0.0.2'), 2],
  ['the first, where there are too few', '198.51.100.7', from('127.0.0.1', '198.51.100.7'), 3],
  ['nobody, without proxies of ours', '127.0.0.1', from('127.0.0.1', '198.51.100.7'), 0],
  ['nobody, from elsewhere', '203.0.113.9', from('203.0.113.9', '198.51.100.7'), 1],
])('[DOOR-9] X-Forwarded-For speaks for %s', (_whom, address, request, proxies) => {
  expect(peerAddress(request, proxies)).toBe(address)
})
