import { describe, expect, test } from 'vitest'
import { createCleanText } from './clean-text.ts'
import { redact } from './redact.ts'

const AUTH_TOKEN = 'the-token-of-an-account'
const clean = createCleanText([AUTH_TOKEN, 'p@ss/word', ''])

describe('text', () => {
  test.each([
    ['The number +14155550100 is not valid', 'The number +1•••0100 is not valid'],
    ['to +49 (30) 901820-11.', 'to +49•••2011.'],
    ['sip:%2B442079460958 rang', 'sip:+44•••0958 rang'],
    ['+3531234567', '+353•••4567'],
    ['+2901234', '+290•••34'],
    ['14155550100 is busy, 415-555-0100 too', '•••0100 is busy, •••0100 too'],
  ])('[LOG-2] a telephone number keeps its country and its last digits: %s', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  test.each([
    ['Incorrect API key provided: sk-ab1*****wxyz.', 'sk-ab1'],
    ['key sb_Ab3dEf9h_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG refused', 'abcdefghij'],
    ['authorization: Bearer eyJhbGciOi.xyz-123', 'eyJhbGciOi'],
    ['Basic QUMwMDA6dG9rZW4=', 'QUMwMDA6'],
    ['ticket kJ8-x_Q2vB7nM4pL0aSdF6gHjKlZxC1vBnM5qWeRtY3u unknown', 'kJ8-x_Q2'],
    ['postgres://app:hush@db:5432/x could not be reached', 'hush'],
    ['GET wss://x.test/feed?since=3&ticket=abc123 failed', 'abc123'],
    ['ada.lovelace+calls@mail.example.com has no account', 'lovelace'],
    [`signed with ${AUTH_TOKEN}`, AUTH_TOKEN],
    ['https://x.test/?p=p%40ss%2Fword', 'ss%2Fword'],
  ])('[LOG-1] what opens a door or names a person is cut: %s', (text, secret) => {
    expect(clean(text)).not.toContain(secret)
  })

  test.each([
    `call 0f8fad5b-d9cd-469f-a165-708677289500 of CA${'0a'.repeat(16)}`,
    'connect ECONNREFUSED 127.0.0.1:5432',
    `    at run (file:///srv/node_modules/next@16.4.6/dist/server.js:1763756462000:12)`,
    '2026-11-21T20:36:20.239Z: 12 of 345678 bytes, "time":1763756462000',
    'a'.repeat(64),
  ])('[LOG-3] what helps to find a fault stays: %s', (text) => {
    expect(clean(text)).toBe(text)
  })

  test('a long text without a break is cleaned at once', () => {
    const began = performance.now()
    for (const unit of ['a', '1', '+1', 'a@', '?token', '(1', '://'])
      clean(unit.repeat(65_536 / unit.length))
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})

describe('an entry', () => {
  test('[LOG-1] fields are cut by name at any depth, however they are written', () => {
    const call = {
      callId: 'c1',
      from: '+14155550100',
      'X-API-Key': 'k',
      usage: { inputTokens: 12 },
      config: { agents: [{ Instructions: 'Say hello', voice: 'marin' }] },
      lines: [{ text: 'hello', role: 'caller' }],
      access_token: 't',
      recovery: { backupCodes: ['1', '2'] },
    }
    expect(redact({ a: { b: { c: call } } }, clean)).toEqual({
      a: {
        b: {
          c: {
            callId: 'c1',
            from: '[redacted]',
            'X-API-Key': '[redacted]',
            usage: { inputTokens: 12 },
            config: { agents: [{ Instructions: '[redacted]', voice: 'marin' }] },
            lines: [{ text: '[redacted]', role: 'caller' }],
            access_token: '[redacted]',
            recovery: { backupCodes: '[redacted]' },
          },
        },
      },
    })
  })

  test('[LOG-1] an error’s message, stack and causes are cleaned, and nothing else of it is kept', () => {
    const inner = Object.assign(new TypeError(`fetch of https://x.test/?token=abc failed`), {
      response: { headers: { authorization: 'Bearer abcdefghijk' }, data: 'hello there' },
    })
    const error = new Error('The To number +14155550100 is not valid', { cause: inner })
    const logged = JSON.stringify(redact({ err: Object.assign(error, { code: 21211 }) }, clean))
    for (const secret of ['4155550100', 'abcdefghijk', 'hello there', 'token=abc'])
      expect(logged).not.toContain(secret)
    expect(JSON.parse(logged)).toMatchObject({
      err: {
        type: 'Error',
        code: 21211,
        message: 'The To number +1•••0100 is not valid',
        stack: expect.stringMatching(/^Error: The To number [+]1•••0100 is not valid\n\s+at /),
        cause: { type: 'TypeError' },
      },
    })
  })

  test('[LOG-1] what a parser or the database quotes of somebody’s words is cut', () => {
    const parsing = () => JSON.parse('hello dear caller') as unknown
    const logged = (error: unknown) => JSON.stringify(redact({ err: error }, clean))
    try {
      parsing()
    } catch (error) {
      expect(logged(error)).toContain('is not valid JSON')
      expect(logged(error)).not.toContain('hello')
    }
    const prisma = Object.assign(
      new Error(
        'Invalid `create()` invocation:\n{ data: { text: "hello" } }\nArgument `x` is missing',
      ),
      { name: 'PrismaClientValidationError', meta: { text: 'hello' } },
    )
    expect(logged(prisma)).not.toContain('hello')
    const unique = Object.assign(new Error('Key (name)=(hello) already exists; "hello"'), {
      routine: '_bt_check_unique',
      detail: 'hello',
      cause: { originalMessage: 'hello' },
    })
    expect(logged(unique)).not.toContain('hello')
  })

  test('[LOG-4] nothing that is logged can throw, run for ever or grow without end', () => {
    const circular: Record<string, unknown> = { name: 'a' }
    circular['self'] = circular
    const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), {})
    const wide = Object.fromEntries(
      Array.from({ length: 9_999 }, (_, at) => [`field${at}`, { at }]),
    )
    const getter = {
      get name(): string {
        throw new Error('no')
      },
    }
    expect(redact(circular, clean)).toEqual({ name: 'a', self: '[circular]' })
    expect(redact({ getter }, clean)).toEqual({ getter: '[unreadable]' })
    expect(JSON.stringify(redact(deep, clean))).toContain('[left out]')
    expect(
      JSON.stringify(redact({ wide, long: 'a b '.repeat(99_999) }, clean)).length,
    ).toBeLessThan(9_000)
    expect(
      redact({ bytes: Buffer.from('hello'), big: 1n, at: new Date(0), no: new Date(NaN) }, clean),
    ).toEqual({
      bytes: '[5 bytes]',
      big: '1',
      at: '1970-01-01T00:00:00.000Z',
      no: null,
    })
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no')
        },
      },
    )
    expect(redact(proxy, clean)).toBe('[unreadable]')
  })
})
