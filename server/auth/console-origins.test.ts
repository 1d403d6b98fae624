import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { consoleOrigins } from './console-origins.ts'

const configAt = (publicUrl: string) =>
  readConfig({
    PUBLIC_URL: publicUrl,
    RELAY_SECRET: 'r'.repeat(32),
    AUTH_SECRET: 'a'.repeat(32),
    DATABASE_URL: 'postgres://localhost/none',
    OPENAI_API_KEY: 'sk-test',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token',
    TWILIO_PHONE_NUMBER: '+14155550100',
  })

test('on this machine the console has the same port under each of the machine’s names', () => {
  expect(consoleOrigins(configAt('http://127.0.0.1:3000'))).toEqual([
    'http://127.0.0.1:3000',
    'http://localhost:3000',
    'http://[::1]:3000',
  ])
})

test('anywhere else it has one origin, and loopback is a stranger', () => {
  expect(consoleOrigins(configAt('https://console.example.com'))).toEqual([
    'https://console.example.com',
  ])
})
