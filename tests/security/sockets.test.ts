import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { once } from 'node:events'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { rawLine } from '#tests/fixtures/raw-line.ts'
import { upgradeHead } from '#tests/fixtures/upgrade-head.ts'
import { attacked, countRows, isWell } from './attack.ts'
import { openStream, startFrame } from './signed-start.ts'

const socketUrl = attacked.url.replace(/^http/, 'ws')
const streamUrl = `${socketUrl}/media-stream`
const callSid = `CA${'3'.repeat(32)}`
/** How a socket ends: a close code, or the status that refused it. */
async function endOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('close', resolve)
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
  })
}

async function opened(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers })
  await once(socket, 'open')
  return socket
}

test('[SEC-12] a media stream without a signature, or signed for another address, is no socket', async () => {
  const elsewhere = twilio.getExpectedTwilioSignature(
    attacked.secrets['TWILIO_AUTH_TOKEN'] ?? '',
    'wss://elsewhere.example.com/media-stream',
    {},
  )
  for (const headers of [{}, { 'x-twilio-signature': 'x' }, { 'x-twilio-signature': elsewhere }]) {
    expect(await endOf(new WebSocket(streamUrl, { headers }))).toBe(403)
  }
})

test('[SEC-24] a refused upgrade is cut off within seconds, though its peer keeps its own side open', async () => {
  for (const url of [attacked.url, attacked.relayUrl]) {
    const { socket, ended, heard } = await rawLine(url, upgradeHead())
    await ended(5_000)
    expect(heard()).toMatch(/^HTTP.1.1 403 /)
    // Whoever is cut off learns it by speaking.
    const speaking = setInterval(() => socket.write('?'), 100)
    await new Promise((resolve) => socket.once('close', resolve))
    clearInterval(speaking)
  }
})

test('[SEC-13] whatever a signed stream says without a good ticket, it is closed and leaves nothing', async () => {
  const before = await countRows()
  const messages: (string | Buffer)[][] = [
    [startFrame('', callSid)],
    [startFrame(randomBytes(32).toString('base64url'), callSid)],
    [startFrame('x'.repeat(60_000), callSid)],
    [randomBytes(1_000)],
    ['{"event":"media"}', 'x'.repeat(70_000)],
    Array.from({ length: 600 }, () => '{"event":"media","media":{"payload":"AAAA"}}'),
    ['['.repeat(50_000)],
    [Buffer.alloc(100 * 1024 * 1024)],
  ]
  for (const said of messages) {
    const socket = await openStream()
    socket.on('error', () => undefined)
    for (const message of said) socket.send(message, () => undefined)
    // What is only garbage is waited on for ten seconds; whoever sends a hundred
    // mebibytes learns that the door is shut while they still push.
    await expect
      .poll(() => socket.readyState, { timeout: 12_000, message: String(said[0]).slice(0, 40) })
      .not.toBe(WebSocket.OPEN)
    socket.terminate()
  }
  expect(await countRows()).toEqual(before)
  expect(await isWell()).toBe(true)
}, 60_000)

test('[SEC-14] the feed opens for nobody without a ticket, nor for a page of another origin', async () => {
  const url = `${socketUrl}/feed`
  expect(await endOf(new WebSocket(url, { origin: 'https://elsewhere.example.com' }))).toBe(403)
  for (const hello of [
    '{}',
    '[',
    randomBytes(100),
    JSON.stringify({ type: 'hello', ticket: 'x' }),
    'x'.repeat(100_000),
  ]) {
    const socket = await opened(url, { origin: attacked.url })
    const end = endOf(socket)
    socket.send(hello)
    expect(await end).toBeGreaterThanOrEqual(1_000)
  }
  expect(await isWell()).toBe(true)
}, 60_000)

test('[SEC-15] the control door and its like tell a stranger nothing', async () => {
  for (const [method, path] of [
    ['POST', '/control/changes'],
    ['POST', '/control/calls/x/commands'],
    ['GET', `/control/recordings/RE${'0'.repeat(32)}/audio`],
    ['GET', '/control/recordings/..%2f..%2fetc%2fpasswd/audio'],
  ] as const) {
    for (const authorization of [
      undefined,
      'Bearer ',
      `Bearer ${'x'.repeat(100_000)}`.slice(0, 8_000),
    ]) {
      const response = await fetch(`${attacked.relayUrl}${path}`, {
        method,
        headers: { ...(authorization !== undefined && { authorization }) },
      })
      expect(response.status, `${method} ${path}`).toBe(401)
    }
  }
})

test('[SEC-16] bytes that are no HTTP cost their sender the connection and nobody else anything', async () => {
  for (const target of [attacked.url, attacked.relayUrl]) {
    const { hostname, port } = new URL(target)
    for (const bytes of [
      randomBytes(2_000),
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      const line = connect({ host: hostname, port: Number(port) })
      line.on('error', () => undefined)
      line.write(bytes)
      line.resume()
      await new Promise((resolve) => {
        line.on('close', resolve)
      })
    }
  }
  expect(await isWell()).toBe(true)
})
