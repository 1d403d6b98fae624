import { once } from 'node:events'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepSentQuery, sentQuery } from './sent-query.ts'

const channel = 'http.server.request.start'
const server = createServer((request, response) => {
  const headers = { 'x-sent-query': String(request.headers['x-sent-query']) }
  response.end(sentQuery(new Request('http://app.test/?other=1', { headers })))
})
beforeAll(async () => {
  subscribe(channel, keepSentQuery)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  unsubscribe(channel, keepSentQuery)
  server.close()
})

/** What a handler takes for the query of a request to `path`, whose peer claims another. */
async function queryOf(path: string): Promise<string> {
  const { port } = server.address() as AddressInfo
  const headers = { 'x-sent-query': 'forged', connection: 'close' }
  const asked = ask({ host: '127.0.0.1', port, path, headers, method: 'POST' }).end()
  const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer>]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test.each(["?name=O'Neil&a[]=1&n=1&m=2&n=3&x=%c3%a9&flag", '?a=b?c=/,:@', '?', ''])(
  '[HOOK-1] a query is read to the letter: %s',
  async (query) => {
    expect(await queryOf(`/twiml${query}`)).toBe(query)
    expect(await queryOf(`/api/twilio/status${query}`)).toBe(query)
  },
)

test('[HOOK-1] without the channel, as on another platform, it is read from the address', () => {
  expect(sentQuery(new Request('http://app.test/twiml?a=1'))).toBe('?a=1')
})
