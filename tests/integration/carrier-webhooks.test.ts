import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { webhookSender } from '#simulator/carrier/webhooks/send-webhook.ts'
import { AUTH_TOKEN } from '#tests/fixtures/carrier-under-test.ts'
import { scriptedApplication } from '#tests/fixtures/scripted-application.ts'

test('a GET carries the parameters in its query, and is signed over that', async () => {
  const app = await scriptedApplication(AUTH_TOKEN)
  const send = webhookSender(AUTH_TOKEN)
  const url = app.url('/voice?keep=1#rc=2')
  await send({ url, method: 'GET', parameters: { From: '+1555', Text: 'a b' } })
  expect(app.webhooks[0]).toMatchObject({
    method: 'GET',
    isSigned: true,
    parameters: { keep: '1', From: '+1555', Text: 'a b' },
  })
  await app.close()
})

test('a connection that breaks is tried once more, an error page is not', async () => {
  let requests = 0
  let connections = 0
  const server = createServer((_, response) => {
    requests += 1
    response.writeHead(503).end()
  })
  server.on('connection', (socket) => {
    connections += 1
    if (connections === 1) socket.resetAndDestroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const request = { url: `http://127.0.0.1:${port}/`, method: 'POST', parameters: {} } as const
  const answer = await webhookSender(AUTH_TOKEN)(request)
  expect(answer).toEqual({ ok: false, code: 11200, problem: 'The webhook answered with HTTP 503.' })
  expect(connections).toBe(2)
  expect(requests).toBe(1)
  server.close()
})

test('a webhook that does not answer in time is error 11200', async () => {
  const server = createServer(() => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
  const answer = await webhookSender(AUTH_TOKEN, 30)({ url, method: 'POST', parameters: {} })
  expect(answer).toMatchObject({
    ok: false,
    code: 11200,
    problem: expect.stringContaining('TimeoutError'),
  })
  server.closeAllConnections()
  server.close()
})
