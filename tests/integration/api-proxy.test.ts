import { NextRequest } from 'next/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { proxy } from '../../proxy.ts'

const environment = {
  RELAY_INTERNAL_URL: 'http://127.0.0.1:9123',
  RELAY_SECRET: 'r'.repeat(32),
  AUTH_SECRET: 'a'.repeat(32),
  DATABASE_URL: 'postgres://localhost/none',
  OPENAI_API_KEY: 'sk-test',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_PHONE_NUMBER: '+14155550100',
  ALLOWED_ORIGINS: 'https://crm.example.com',
}
beforeEach(() => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const ask = (path: string, init: { method?: string; headers: Record<string, string> }) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, init))

test.each(['/media-stream', '/feed'])(
  '%s is handed on to the relay of this very process',
  (path) => {
    const response = ask(`${path}?a=1`, { headers: { upgrade: 'websocket' } })
    expect(response.headers.get('x-middleware-rewrite')).toBe(`http://127.0.0.1:9123${path}?a=1`)
  },
)

test('what is no WebSocket is told so, and learns nothing of where the relay is', () => {
  const response = ask('/feed', { headers: {} })
  expect(response.status).toBe(426)
  expect(response.headers.get('x-middleware-rewrite')).toBeNull()
})

test('a page of an allowed origin may ask with a key; another may not', () => {
  const from = (origin: string) =>
    ask('/api/calls', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  const allowed = from('https://crm.example.com')
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://crm.example.com')
  expect(allowed.headers.get('access-control-allow-headers')).toContain('x-api-key')
  const other = from('https://evil.example.com')
  expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null])
})

test('[HEAD-1] each page gets a policy with a nonce of its own, which no visitor chooses', () => {
  const open = () =>
    ask('/calls', { headers: { 'x-nonce': 'mine', 'content-security-policy': 'x' } })
  const [one, two] = [open(), open()].map(({ headers }) => headers)
  const policy = one?.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']{22,})'/.exec(policy)?.[1]
  expect(one?.get('x-middleware-request-content-security-policy')).toBe(policy)
  expect(one?.get('x-middleware-request-x-nonce')).toBe(nonce)
  expect(two?.get('content-security-policy')).not.toBe(policy)
})
