import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

const ACCOUNT = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'secret',
  TWILIO_PHONE_NUMBER: '+15005550006',
}

test('a part without a port is not run', () => {
  expect(readSettings({})).toEqual({ host: '127.0.0.1', carrier: null, model: null })
  expect(readSettings({ SIMULATOR_MODEL_PORT: '4150', SIMULATOR_CARRIER_PORT: '' })).toMatchObject({
    carrier: null,
    model: { port: 4150, sessionMs: 3_600_000 },
  })
})

test('the carrier takes its account and number from the vendor variables', () => {
  const settings = readSettings({ ...ACCOUNT, SIMULATOR_CARRIER_PORT: '4151' })
  expect(settings.carrier).toEqual({
    port: 4151,
    accountSid: ACCOUNT.TWILIO_ACCOUNT_SID,
    authToken: 'secret',
    phoneNumber: '+15005550006',
    voiceUrl: undefined,
    statusUrl: undefined,
  })
})

test('a wrong value is refused by the name of its variable, without the value', () => {
  const wrong = { ...ACCOUNT, SIMULATOR_CARRIER_PORT: '4151', TWILIO_PHONE_NUMBER: '555-1234' }
  expect(() => readSettings(wrong)).toThrow(/TWILIO_PHONE_NUMBER/)
  expect(() => readSettings(wrong)).not.toThrow(/555-1234/)
  expect(() => readSettings({ SIMULATOR_MODEL_PORT: 'x' })).toThrow(/SIMULATOR_MODEL_PORT/)
})
