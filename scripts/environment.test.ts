import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { assembleEnvironment, readEnvironment, readPlaces } from './environment.ts'
import { keepSecrets } from './secrets.ts'
import type { VendorName } from './vendors.ts'

function assemble(given: Record<string, string>, simulated: VendorName[]) {
  const folder = mkdtempSync(join(tmpdir(), 'environment-'))
  return assembleEnvironment({
    given,
    places: readPlaces(folder, given),
    secrets: keepSecrets(folder),
    simulated,
    simulatorPorts: { carrier: 5_001, model: 5_002 },
    databaseUrl: 'postgres://postgres@127.0.0.1:5003/postgres',
  })
}

test('[START-4] what is set wins over .env, even when it is empty', () => {
  const root = mkdtempSync(join(tmpdir(), 'environment-'))
  writeFileSync(join(root, '.env'), 'PORT=4000\nAPI_KEY="from the file"\nLOG_LEVEL=debug\n')
  const env = readEnvironment(root, { PORT: '5000', LOG_LEVEL: '' })
  expect(env).toEqual({ PORT: '5000', API_KEY: 'from the file' })
})

test('[START-4] an empty clone gets an environment that app and relay accept', () => {
  const config = readConfig(assemble({}, ['carrier', 'model']))
  expect(config.TWILIO_API_BASE_URL).toBe('http://127.0.0.1:5001')
  expect(config.OPENAI_BASE_URL).toBe('http://127.0.0.1:5002/v1')
  expect(config.SIMULATED_VENDORS).toEqual(['carrier', 'model'])
  expect(config.DATABASE_URL).toBe('postgres://postgres@127.0.0.1:5003/postgres')
})

test('[START-4] nothing given is replaced', () => {
  const given = {
    DATABASE_URL: 'postgres://user@db.example.com/switchboard',
    AUTH_SECRET: 'x'.repeat(40),
    PUBLIC_URL: 'https://console.example.com/',
    STORAGE_URL: 'file:/srv/recordings',
    OPENAI_API_KEY: 'sk-real',
  }
  const config = readConfig(assemble(given, ['carrier']))
  expect(config).toMatchObject({
    ...given,
    PUBLIC_URL: 'https://console.example.com',
    RELAY_PUBLIC_URL: 'wss://console.example.com',
    OPENAI_BASE_URL: 'https://api.openai.com/v1',
  })
})

test('[START-4] a port that is none is named', () => {
  expect(() => readPlaces('/', { RELAY_PORT: 'ninety' })).toThrow(/RELAY_PORT is "ninety"/)
})
