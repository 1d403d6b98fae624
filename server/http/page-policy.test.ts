import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { pagePolicy } from './page-policy.ts'

const policyAt = (env: Record<string, string>) => {
  const config = readConfig({
    NODE_ENV: 'production',
    RELAY_SECRET: 'r'.repeat(32),
    AUTH_SECRET: 'a'.repeat(32),
    DATABASE_URL: 'postgres://localhost/none',
    OPENAI_API_KEY: 'sk-test',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token',
    TWILIO_PHONE_NUMBER: '+14155550100',
    ...env,
  })
  return Object.fromEntries(
    pagePolicy('n0nce', config)
      .split('; ')
      .map((directive) => [
        directive.split(' ')[0] ?? '',
        directive.slice(directive.indexOf(' ') + 1),
      ]),
  )
}

test('[HEAD-1] a page runs scripts by its nonce alone, in no frame, and connects to us and the relay', () => {
  const policy = policyAt({
    PUBLIC_URL: 'https://console.example.com',
    RELAY_PUBLIC_URL: 'wss://relay.example.com',
  })
  expect(policy).toMatchObject({
    'default-src': "'none'",
    'script-src': "'nonce-n0nce' 'strict-dynamic'",
    'connect-src': "'self' wss://relay.example.com wss://console.example.com",
    'media-src': "'self' blob:",
    'frame-ancestors': "'none'",
    'upgrade-insecure-requests': 'upgrade-insecure-requests',
  })
})

test('[HEAD-1] on this machine the feed may have either of its names, and nothing is upgraded', () => {
  const policy = policyAt({ PUBLIC_URL: 'http://localhost:3000' })
  expect(policy['connect-src']).toBe("'self' ws://localhost:3000 ws://127.0.0.1:3000")
  expect(policy).not.toHaveProperty('upgrade-insecure-requests')
})

test('[HEAD-1] only the dev server may evaluate text', () => {
  expect(policyAt({ NODE_ENV: 'development' })['script-src']).toContain("'unsafe-eval'")
})
