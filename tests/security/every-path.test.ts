import { beforeAll, describe, expect, test } from 'vitest'
import {
  addressOf,
  asProgram,
  ask,
  countRows,
  isWell,
  operations,
  type Operation,
} from './attack.ts'

const bytes = (...values: number[]) => new Uint8Array(values)
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** Bodies that no address takes, each wrong in a way of its own. */
const hostileBodies: [string, BodyInit, Record<string, string>?][] = [
  ['no body at all', ''],
  ['no JSON', '{"name":'],
  ['a number', '1'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['a list', '[{}]'],
  ['a field that nobody knows', '{"noSuchField":1}'],
  ['a prototype', '{"__proto__":{"admin":true},"constructor":{"x":1}}'],
  ['a hundred thousand lists in each other', nested(100_000)],
  ['objects in each other', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['a megabyte', JSON.stringify({ name: 'x'.repeat(1_100_000) })],
  ['bytes that are no UTF-8', bytes(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d)],
  ['a NUL', '{"name":"a\\u0000b","noSuchField":"\\u0000"}'],
  ['half a surrogate pair', '{"name":"\\ud800","noSuchField":"\\udc00"}'],
  ['another type', 'name=x', { 'content-type': 'text/plain' }],
  ['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }],
  [
    'XML with an entity',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    {
      'content-type': 'application/xml',
    },
  ],
  ['something packed', bytes(0x1f, 0x8b, 0x08, 0x00), { 'content-encoding': 'gzip' }],
]

const hostileParameters = [
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f%2e%2e%2f',
  '%00',
  'a%0d%0aset-cookie:%20x=1',
  "'%20OR%201=1--",
  '%F0%9F%92%A9'.repeat(30),
  'x'.repeat(8_000),
  '%ff%fe',
  '__proto__',
]

const hostileQueries = [
  'noSuchParameter=1',
  'limit=-1',
  'limit=1e9',
  'limit=NaN',
  'cursor=%00',
  `cursor=${'x'.repeat(5_000)}`,
  'cursor=__proto__',
]

let all: Operation[]
let before: Record<string, number>
beforeAll(async () => {
  all = await operations()
  before = await countRows()
})

/** Refused as the request's own fault, in the words of a problem document, without a header of the attacker's. */
async function expectRefused(response: Response, what: string): Promise<void> {
  const body = await response.text()
  expect(response.status, `${what}: ${body.slice(0, 200)}`).toBeGreaterThanOrEqual(400)
  expect(response.status, `${what}: ${body.slice(0, 200)}`).toBeLessThan(500)
  expect(response.headers.get('set-cookie') ?? '', what).not.toContain('x=1')
  expect(body, what).not.toMatch(/at \S+ \(|node_modules|prisma/i)
}

describe('an attacker who holds a key', () => {
  test('[SEC-1] gets a refusal for every body that is none, on every address, and leaves no row', async () => {
    expect(all.length).toBeGreaterThan(50)
    for (const operation of all.filter(({ takesJson }) => takesJson)) {
      for (const [name, body, headers] of hostileBodies) {
        const response = await ask(addressOf(operation.path), {
          method: operation.method,
          headers: { ...asProgram, 'content-type': 'application/json', ...headers },
          body,
        })
        await expectRefused(response, `${operation.method} ${operation.path} with ${name}`)
      }
    }
    expect(await countRows()).toEqual(before)
    expect(await isWell()).toBe(true)
  }, 120_000)

  test('[SEC-2] reaches nothing by what stands in an address: no file, no header, no other row', async () => {
    const named = all.filter(({ path, isWebhook }) => path.includes('{') && !isWebhook)
    expect(named.length).toBeGreaterThan(15)
    for (const { path, method, takesJson } of named) {
      // A preset voice is a name of the vendor's, and whether it exists only the vendor knows.
      if (path.includes('{voice}')) continue
      for (const parameter of hostileParameters) {
        const response = await ask(addressOf(path, parameter), {
          method,
          headers: { ...asProgram, ...(takesJson && { 'content-type': 'application/json' }) },
          ...(takesJson && { body: '{}' }),
        })
        await expectRefused(response, `${method} ${path} with ${parameter.slice(0, 40)}`)
      }
    }
    expect(await countRows()).toEqual(before)
    expect(await isWell()).toBe(true)
  }, 120_000)

  test('[SEC-3] is told what is wrong with a query, whatever it is', async () => {
    const lists = all.filter(
      ({ method, isPublic, isWebhook }) => method === 'GET' && !isPublic && !isWebhook,
    )
    for (const { path } of lists.filter((one) => !one.path.includes('{'))) {
      for (const query of hostileQueries) {
        const response = await ask(`${path}?${query}`, { headers: asProgram })
        await expectRefused(response, `GET ${path}?${query.slice(0, 40)}`)
      }
    }
    expect(await isWell()).toBe(true)
  }, 120_000)
})

describe('a stranger', () => {
  test('[SEC-4] is let in nowhere: no key, a wrong one, one in the address, a cookie of nobody’s', async () => {
    const key = asProgram['x-api-key']
    const tries: [string, Record<string, string>][] = [
      ['', {}],
      ['', { 'x-api-key': 'sb_wrongkey_'.padEnd(55, 'x') }],
      ['', { authorization: `Basic ${key}` }],
      ['', { cookie: 'switchboard.session_token=forged.forged' }],
      ['', { 'x-api-key': '', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' }],
      [`?api_key=${key}`, {}],
      [`?X-API-Key=${key}`, {}],
    ]
    const closed = all.filter(({ isPublic, isWebhook }) => !isPublic && !isWebhook)
    for (const { path, method } of closed) {
      for (const [query, headers] of tries) {
        const response = await ask(`${addressOf(path)}${query}`, { method, headers })
        expect([400, 401, 403], `${method} ${path}${query && '?…'}`).toContain(response.status)
      }
    }
    expect(await countRows()).toEqual(before)
  }, 120_000)

  test('[SEC-5] finds no way around a door by another spelling of its address or its method', async () => {
    const spellings = [
      '/api//calls',
      '/api/./calls',
      '/API/calls',
      '/api/calls/',
      '/api/calls;x',
      '/api/%63alls',
    ]
    for (const path of spellings) {
      const response = await ask(path)
      expect(response.status, path).not.toBe(200)
    }
    for (const method of ['PUT', 'OPTIONS', 'HEAD', 'PATCH', 'DELETE']) {
      const response = await ask('/api/calls', { method })
      expect(await response.text(), method).toBe('')
      expect(response.ok && method !== 'OPTIONS', method).toBe(false)
    }
    const override = await ask('/api/calls', {
      headers: { 'x-http-method-override': 'POST', 'x-middleware-subrequest': 'proxy:proxy:proxy' },
    })
    expect(override.status).toBe(401)
  })
})
