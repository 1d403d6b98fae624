import { expect, test } from 'vitest'
import { preflightResponse, withCors } from './cors.ts'

const allowed = ['https://crm.example.com']
const ask = (origin: string | null) =>
  new Request('https://console.example.com/api/calls', {
    headers: origin === null ? {} : { origin },
  })

test('[HEAD-4] an allowed origin may read an answer, and how it stands with the limits, but never with cookies', () => {
  const { headers } = withCors(ask('https://crm.example.com'), new Response(), allowed)
  expect(headers.get('access-control-allow-origin')).toBe('https://crm.example.com')
  expect(headers.get('access-control-allow-credentials')).toBeNull()
  expect(headers.get('access-control-expose-headers')).toMatch(
    /\bratelimit, ratelimit-policy, retry-after\b/,
  )
  expect(headers.get('vary')).toBe('Origin')
})

test.each(['null', 'https://crm.example.com.evil.example', 'http://crm.example.com', null])(
  '[HEAD-4] the origin %s reads nothing, and its answer is not kept for another',
  (origin) => {
    const answer = withCors(ask(origin), new Response(), allowed)
    const preflight = preflightResponse(ask(origin), allowed)
    expect(preflight.status).toBe(403)
    for (const { headers } of [answer, preflight]) {
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('vary')).toBe('Origin')
    }
  },
)
