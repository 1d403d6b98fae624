import { expect, test } from 'vitest'
import { decideVendors } from './vendors.ts'

const twilio = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_PHONE_NUMBER: '+14155550100',
}

test('[START-1] a vendor without any of its variables is simulated', () => {
  expect(decideVendors({})).toEqual({ simulated: ['carrier', 'model'], problems: [] })
  expect(decideVendors({ ...twilio }).simulated).toEqual(['model'])
  expect(decideVendors({ OPENAI_API_KEY: 'sk-1' }).simulated).toEqual(['carrier'])
})

test('[START-1] a vendor with its credentials is real, whatever its address', () => {
  const local = {
    ...twilio,
    TWILIO_API_BASE_URL: 'http://127.0.0.1:1',
    OPENAI_API_KEY: 'sk-1',
    OPENAI_BASE_URL: 'http://127.0.0.1:2/v1',
  }
  expect(decideVendors(local)).toEqual({ simulated: [], problems: [] })
})

test('[START-1] an empty variable counts as none', () => {
  expect(decideVendors({ TWILIO_AUTH_TOKEN: '', OPENAI_API_KEY: '' }).simulated).toEqual([
    'carrier',
    'model',
  ])
})

test.each(Object.keys(twilio))(
  '[START-2] Twilio without %s is a problem that names it',
  (missing) => {
    const { problems, simulated } = decideVendors({ ...twilio, [missing]: undefined })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`but ${missing} is not`)
    expect(simulated).toEqual(['model'])
  },
)

test('[START-2] an address without credentials is a problem that names them', () => {
  const { problems } = decideVendors({
    TWILIO_API_BASE_URL: 'http://127.0.0.1:1',
    OPENAI_BASE_URL: 'http://127.0.0.1:2/v1',
  })
  expect(problems[0]).toContain(
    'but TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER are not',
  )
  expect(problems[1]).toContain('OPENAI_API_KEY is not')
})
