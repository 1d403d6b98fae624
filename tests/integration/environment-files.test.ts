import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { environmentSchema, readConfig } from '#server/config.ts'

const ours = new Set(Object.keys(environmentSchema.in.shape))
/** Read by `npm start`, `npm test` or compose, not by the app or the relay. */
const theirs = new Set(['HOST', 'SWITCHBOARD_DATA_DIR', 'CHROMIUM_PATH', 'POSTGRES_PASSWORD'])
const secrets = {
  AUTH_SECRET: 'a'.repeat(32),
  RELAY_SECRET: 'b'.repeat(32),
  API_KEY: 'c'.repeat(16),
  TWILIO_ACCOUNT_SID: `AC${'d'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'e'.repeat(32),
  OPENAI_API_KEY: 'sk-test',
}
const choices = {
  TWILIO_PHONE_NUMBER: '+14155550100',
  DATABASE_URL: 'postgres://user:password@127.0.0.1:5432/switchboard',
}

describe.each(['.env.example', '.env.production'])('%s', (file) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  const named = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? '')
  const values = parseEnv(text)

  test('names every variable that the app and the relay understand, each once', () => {
    expect(named.filter((name) => !theirs.has(name)).toSorted()).toEqual([...ours].toSorted())
  })

  test('names nothing that nobody reads', () => {
    expect(named.filter((name) => !ours.has(name) && !theirs.has(name))).toEqual([])
  })

  test('holds no secret', () => {
    const kept = Object.keys({ ...secrets, ...choices, POSTGRES_PASSWORD: '' })
    expect(kept.filter((name) => (values[name] ?? '') !== '')).toEqual([])
  })

  test('is a working environment once its secrets are filled in', () => {
    const config = readConfig({ ...values, ...secrets, ...choices })
    expect(config.PUBLIC_URL).toBe('http://localhost:3000')
  })
})

test('a variable that is missing or wrong stops the start with its name and an example', () => {
  const wrong = {
    ...secrets,
    ...choices,
    PUBLIC_URL: 'console.example.com',
    AUTH_SECRET: undefined,
  }
  expect(() => readConfig(wrong)).toThrow(/PUBLIC_URL: must be an origin like https:\/\//)
  expect(() => readConfig(wrong)).toThrow(/AUTH_SECRET: is not set/)
})
