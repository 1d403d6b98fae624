import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { clientAddress } from '#server/http/client-address.ts'
import { stampRequests } from '#server/http/stamp-requests.ts'

const config = readConfig({
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://console.example.com',
  RELAY_SECRET: 'r'.repeat(32),
  AUTH_SECRET: 'a'.repeat(32),
  DATABASE_URL: 'postgres://localhost/none',
  OPENAI_API_KEY: 'sk-test',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_PHONE_NUMBER: '+14155550100',
})

test('[HEAD-2] every request bears the address of its socket, over whatever the sender wrote', async () => {
  stampRequests(config)
  const server = createServer((request, response) => {
    const headers = new Headers(Object.entries(request.headers).map(([k, v]) => [k, String(v)]))
    response.end(clientAddress({ headers }, config))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    headers: { 'x-forwarded-for': '203.0.113.1', 'X-Switchboard-Socket': '203.0.113.1' },
  })
  expect(await answer.text()).toBe('127.0.0.1')
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000')
  server.close()
})
