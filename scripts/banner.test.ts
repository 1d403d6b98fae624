import { expect, test } from 'vitest'
import { renderBanner, type Standing } from './banner.ts'

const standing: Standing = {
  places: {
    port: 3_000,
    relayPort: 8_081,
    host: '127.0.0.1',
    dataDir: '/srv/data',
    publicUrl: 'http://localhost:3000',
  },
  env: { STORAGE_URL: 'file:/srv/data/recordings' },
  simulated: ['carrier', 'model'],
  embeddedDatabase: true,
}

test('[START-6] the table says what is simulated and which variables make it real', () => {
  const banner = renderBanner(standing)
  expect(banner).toContain('Switchboard: http://localhost:3000')
  expect(banner).toMatch(/carrier +SIMULATED +real: set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN/)
  expect(banner).toMatch(/model +SIMULATED +real: set OPENAI_API_KEY/)
  expect(banner).toMatch(/database +embedded +in \/srv\/data\/postgres/)
})

test('[START-6] real vendors are named with their address', () => {
  const env = { ...standing.env, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }
  const banner = renderBanner({ ...standing, env, simulated: [], embeddedDatabase: false })
  expect(banner).toMatch(/carrier +real +Twilio at https:\/\/api[.]twilio[.]com/)
  expect(banner).toMatch(/model +real +OpenAI at http:\/\/127[.]0[.]0[.]1:9\/v1/)
  expect(banner).not.toContain('SIMULATED')
})

test('[START-6] a real Twilio that cannot reach this machine is said so', () => {
  const advice = /set PUBLIC_URL to your tunnel/
  expect(renderBanner({ ...standing, simulated: ['model'] })).toMatch(advice)
  const env = { ...standing.env, TWILIO_API_BASE_URL: 'http://127.0.0.1:9' }
  expect(renderBanner({ ...standing, env, simulated: ['model'] })).not.toMatch(advice)
  const places = { ...standing.places, publicUrl: 'https://console.example.com' }
  expect(renderBanner({ ...standing, places, simulated: [] })).not.toMatch(advice)
})
