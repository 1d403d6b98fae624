import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { addressKey, clientAddress } from './client-address.ts'

const seen = (proxies: string, headers: Record<string, string>) =>
  clientAddress(
    { headers: new Headers(headers) },
    readConfig({
      TRUSTED_PROXIES: proxies,
      RELAY_SECRET: 'r'.repeat(32),
      AUTH_SECRET: 'a'.repeat(32),
      DATABASE_URL: 'postgres://localhost/none',
      OPENAI_API_KEY: 'sk-test',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_PHONE_NUMBER: '+14155550100',
    }),
  )
const socket = { 'x-switchboard-socket': '198.51.100.1' }

test('[HEAD-2] without a proxy of ours the address is the socket’s, whatever the sender writes', () => {
  const claimed = { ...socket, 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7' }
  expect(seen('', claimed)).toBe('198.51.100.1')
  expect(seen('0', { 'x-forwarded-for': '203.0.113.7' })).toBeNull()
})

test('[HEAD-2] behind n proxies it is the nth from the right, and further left nothing is believed', () => {
  const hops = { ...socket, 'x-forwarded-for': '1.1.1.1, 203.0.113.7, 10.0.0.2' }
  expect(seen('1', hops)).toBe('10.0.0.2')
  expect(seen('2', hops)).toBe('203.0.113.7')
  expect(seen('4', hops)).toBe('198.51.100.1')
  expect(seen('1', socket)).toBe('198.51.100.1')
})

test('[HEAD-2] an IPv4 address is the same over either kind of socket', () => {
  expect(seen('0', { 'x-switchboard-socket': '::ffff:198.51.100.1' })).toBe('198.51.100.1')
})

test('[HEAD-3] who has an IPv6 network is one sender', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(addressKey('2001:DB8:1:2::9')).toBe('2001:db8:1:2')
  expect(addressKey('2001:db8::1')).toBe('2001:db8:0:0')
  expect(addressKey('::1')).toBe('0:0:0:0')
  expect(addressKey('198.51.100.1')).toBe('198.51.100.1')
  expect(addressKey(null)).toBe('unknown')
})
