import { createHash } from 'node:crypto'
import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { isSignature, verifyUpgrade, verifyWebhook } from './signature.ts'

// The example of Twilio's docs, "Webhooks security".
const authToken = '12345'
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
const rawBody = new URLSearchParams({
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
}).toString()
const contentType = 'application/x-www-form-urlencoded; charset=UTF-8'
const golden = { authToken, url, signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', rawBody, contentType }

describe('the signature of a webhook', () => {
  test("fits Twilio's own example", () => {
    expect(verifyWebhook(golden)).toBe(true)
  })

  test.each([
    ['another token', { authToken: '12346' }],
    ['another address', { url: 'https://mycompany.com/myapp.php?foo=1&bar=3' }],
    ['another host', { url: 'https://mycompany.example/myapp.php?foo=1&bar=2' }],
    ['another field', { rawBody: rawBody.replace('1234&', '1235&') }],
    ['a field more', { rawBody: `${rawBody}&Extra=1` }],
    ['no signature', { signature: '' }],
    ['a signature cut short', { signature: golden.signature.slice(0, -2) }],
  ])('does not fit with %s', (_what, change) => {
    expect(verifyWebhook({ ...golden, ...change })).toBe(false)
  })

  test('covers every value of a repeated field', () => {
    const params = { StatusCallbackEvent: ['ringing', 'answered'], CallSid: 'CA1' }
    const signature = twilio.getExpectedTwilioSignature(authToken, url, params)
    const repeated = 'CallSid=CA1&StatusCallbackEvent=answered&StatusCallbackEvent=ringing'
    expect(verifyWebhook({ ...golden, signature, rawBody: repeated })).toBe(true)
    const once = 'CallSid=CA1&StatusCallbackEvent=ringing'
    expect(verifyWebhook({ ...golden, signature, rawBody: once })).toBe(false)
  })

  test('keeps blanks and empty values as they came', () => {
    const params = { SpeechResult: ' hello  there ', Digits: '' }
    const signature = twilio.getExpectedTwilioSignature(authToken, url, params)
    const spaced = 'SpeechResult=+hello++there+&Digits='
    expect(verifyWebhook({ ...golden, signature, rawBody: spaced })).toBe(true)
  })

  test('of a JSON body is checked through the hash in the address', () => {
    const json = '{"CallSid":"CA1"}'
    const hash = createHash('sha256').update(json).digest('hex')
    const hashed = `https://mycompany.com/hook?bodySHA256=${hash}`
    const signature = twilio.getExpectedTwilioSignature(authToken, hashed, {})
    const request = { authToken, url: hashed, signature, contentType: 'application/json' }
    expect(verifyWebhook({ ...request, rawBody: json })).toBe(true)
    expect(verifyWebhook({ ...request, rawBody: '{"CallSid":"CA2"}' })).toBe(false)
  })
})

describe('the address of a webhook', () => {
  const sign = (address: string) =>
    twilio.getExpectedTwilioSignature(authToken, address, { CallSid: 'CA1' })
  const post = (address: string, signature: string) =>
    verifyWebhook({ authToken, url: address, signature, rawBody: 'CallSid=CA1', contentType })

  test.each([
    ['https://mycompany.com/twiml', 'https://mycompany.com:443/twiml'],
    ['https://mycompany.com/twiml', 'https://mycompany.com/twiml/'],
    ['https://mycompany.com/twiml?a=1', 'https://mycompany.com/twiml/?a=1'],
    ['https://mycompany.com/twiml?a=O%27Neil', "https://mycompany.com/twiml?a=O'Neil"],
    ['http://localhost:3000/twiml', 'http://localhost/twiml'],
  ])('[HOOK-2] %s may be signed as %s', (address, signed) => {
    expect(post(address, sign(signed))).toBe(true)
  })

  test.each([
    ['https://mycompany.com/twiml', 'http://mycompany.com/twiml'],
    ['https://mycompany.com/twiml', 'https://mycompany.com:8443/twiml'],
    ['https://mycompany.com/twiml', 'https://mycompany.com/twiml//'],
    ['https://mycompany.com/twiml?a=1&b=2', 'https://mycompany.com/twiml?b=2&a=1'],
  ])('[HOOK-2] %s is not %s', (address, signed) => {
    expect(post(address, sign(signed))).toBe(false)
  })

  test('[HOOK-3] signs no body that is neither form nor hashed', () => {
    const signature = twilio.getExpectedTwilioSignature(authToken, url, {})
    expect(verifyWebhook({ ...golden, signature, contentType: 'application/json' })).toBe(false)
    expect(verifyWebhook({ ...golden, signature, rawBody: '', contentType: '' })).toBe(false)
  })

  test('[HOOK-4] is compared with nothing that cannot be a signature', () => {
    expect(isSignature(golden.signature)).toBe(true)
    for (const header of [
      '',
      'x',
      `${golden.signature}=`,
      `${golden.signature}, x`,
      'ÿ'.repeat(28),
    ]) {
      expect(isSignature(header)).toBe(false)
    }
  })
})

describe("the signature of a media stream's upgrade", () => {
  const origin = 'wss://relay.example.com'
  const path = '/media-stream'
  const signed = (address: string) => twilio.getExpectedTwilioSignature(authToken, address, {})

  test.each([
    'wss://relay.example.com/media-stream',
    'wss://relay.example.com/media-stream/',
    'https://relay.example.com/media-stream',
    'https://relay.example.com/media-stream/',
  ])('fits when Twilio signed %s, and says so', (address) => {
    expect(verifyUpgrade({ authToken, signature: signed(address), origin, path })).toBe(address)
  })

  test('fits a relay on this machine, over ws', () => {
    const local = { authToken, origin: 'ws://127.0.0.1:8081', path }
    for (const address of [
      'ws://127.0.0.1:8081/media-stream',
      'http://127.0.0.1:8081/media-stream/',
    ]) {
      expect(verifyUpgrade({ ...local, signature: signed(address) })).toBe(address)
    }
  })

  test.each([
    ['another host', signed('wss://elsewhere.example.com/media-stream')],
    ['another path', signed('wss://relay.example.com/feed')],
    ['a query', signed('wss://relay.example.com/media-stream?x=1')],
    ['no encryption', signed('ws://relay.example.com/media-stream')],
    ['nothing', ''],
  ])('does not fit when it is over %s', (_what, signature) => {
    expect(verifyUpgrade({ authToken, signature, origin, path })).toBeNull()
  })

  test('does not fit under another token', () => {
    const signature = twilio.getExpectedTwilioSignature('54321', `${origin}${path}`, {})
    expect(verifyUpgrade({ authToken, signature, origin, path })).toBeNull()
  })
})
