import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { rawLine } from '#tests/fixtures/raw-line.ts'
import { upgradeHead } from '#tests/fixtures/upgrade-head.ts'
import {
  relaySecret,
  relayUnderTest,
  type RelayUnderTest,
} from '#tests/fixtures/relay-under-test.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let database: Database
let stores: Stores
let under: RelayUnderTest

useDatabase((opened) => {
  database = opened.database
  stores = opened.stores
})
beforeEach(async () => void (under = await relayUnderTest(stores)))
afterEach(() => under[Symbol.asyncDispose]())

const frame = () => randomBytes(160).toString('base64')

const streamUrl = 'wss://console.test/media-stream'

function signatureOf(url = streamUrl): string {
  return twilio.getExpectedTwilioSignature('a-token-of-the-carrier', url, {})
}

/** A stream whose upgrade was signed, and that says nothing by itself. */
async function halfOpen(signedUrl = streamUrl) {
  const headers = { 'x-twilio-signature': signatureOf(signedUrl) }
  const socket = new WebSocket(`${under.url}/media-stream`, 'audio.twilio.com', { headers })
  const closed = once(socket, 'close').then(([code]) => Number(code))
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return { socket, closed, isOpen: () => socket.readyState === WebSocket.OPEN }
}

async function rows() {
  const { client } = database
  const counted = [client.call.count(), client.callEvent.count(), client.webhookReceipt.count()]
  return (await Promise.all(counted)).join()
}

/** Audio of the caller's still reaches the model. */
async function stillCarries({ phone, session }: Awaited<ReturnType<RelayUnderTest['liveCall']>>) {
  const payload = frame()
  phone.media(0, payload)
  expect((await session.expect('input_audio_buffer.append'))['audio']).toBe(payload)
}

describe('a media stream', () => {
  test.each(['wss', 'https'].flatMap((scheme) => ['', '/'].map((end) => [scheme, end])))(
    '[DOOR-1] may be signed as %s, with "%s" at the end',
    async (scheme, end) => {
      const { socket, isOpen } = await halfOpen(`${scheme}://console.test/media-stream${end}`)
      expect(isOpen()).toBe(true)
      socket.terminate()
    },
  )

  test('[DOOR-5] that sends more than a few frames before start, or what is no text, is turned away', async () => {
    const before = await rows()
    const sends: ((socket: WebSocket) => void)[] = [
      (socket) => Array.from({ length: 9 }, () => socket.send('{"event":"connected"}')),
      (socket) => Array.from({ length: 9 }, () => socket.send('garbage')),
      (socket) => socket.send(randomBytes(64)),
      (socket) => Array.from({ length: 2 }, () => socket.send('x'.repeat(40_000))),
      (socket) => Array.from({ length: 600 }, () => socket.ping('x'.repeat(125))),
    ]
    for (const send of sends) {
      const { socket, closed } = await halfOpen()
      send(socket)
      // Whoever goes on sending may be cut off before it has read why.
      expect([1006, 1008], String(send)).toContain(await closed)
    }
    expect(await rows()).toBe(before)
    expect(under.relay.carried()).toEqual([])
  })

  test('[DOOR-6] that does not prove itself within ten seconds is turned away, and so is a connection that never asks', async () => {
    const before = await rows()
    const [quiet, chatty, silent, slow] = await Promise.all([
      halfOpen(),
      halfOpen(),
      rawLine(under.httpUrl),
      rawLine(under.httpUrl, 'GET /media-stream HTTP/1.1\r\nHost: x\r\nUpgrade: web'),
    ])
    chatty.socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
    expect(await Promise.all([quiet.closed, chatty.closed])).toEqual([1008, 1008])
    await Promise.all([silent.ended(5_000), slow.ended(5_000)])
    expect(await rows()).toBe(before)
  }, 25_000)

  test('[DOOR-7] with a good ticket for a call that is live is refused, and the call goes on', async () => {
    const live = await under.liveCall()
    const expiresAt = new Date(under.clock.ms + 60_000)
    const { callId, callSid } = live
    const stream = { callId, callSid, streamNumber: 1, expiresAt }
    const { ticket } = await stores.tickets.mintStreamTicket(stream)
    const second = await under.dial({ callSid, ticket })
    second.start()
    expect(await second.closed).toBe(1008)
    await stillCarries(live)
    live.phone.start()
    await stillCarries(live)
  })

  test('[DOOR-8] of three hundred half-open ones of one address only some stay, and calls are untouched', async () => {
    const live = await under.liveCall()
    const flood = await Promise.all(Array.from({ length: 300 }, () => halfOpen()))
    await Promise.all(flood.slice(0, 50).map(({ closed }) => closed))
    expect(flood.filter(({ isOpen }) => isOpen())).toHaveLength(250)
    await stillCarries(live)
    const another = await under.liveCall()
    await stillCarries(another)
    for (const { socket } of flood) socket.terminate()
  }, 30_000)

  test('[DOOR-10] with a frame of 100 MB, or one in a thousand pieces, costs that socket only', async () => {
    const live = await under.liveCall()
    const huge = await halfOpen()
    huge.socket.send('x'.repeat(100 * 1_024 * 1_024))
    expect([1006, 1009]).toContain(await huge.closed)
    const pieces = await halfOpen()
    for (let i = 0; i < 1_000; i += 1) pieces.socket.send('{', { fin: false })
    expect([1006, 1008]).toContain(await pieces.closed)
    await stillCarries(live)
  })

  test('[DOOR-10] that sends what is no WebSocket frame is cut off', async () => {
    const live = await under.liveCall()
    const line = await rawLine(under.httpUrl, upgradeHead(`x-twilio-signature: ${signatureOf()}`))
    await expect.poll(line.heard).toMatch(/^HTTP\/1.1 101 /)
    line.socket.write(Buffer.alloc(4_096, 0xff))
    await line.ended(5_000)
    line.close()
    await stillCarries(live)
  })

  test('[DOOR-11] that is refused is closed, though its peer keeps its own side open', async () => {
    const line = await rawLine(under.httpUrl, upgradeHead())
    await line.ended(5_000)
    expect(line.heard()).toMatch(/^HTTP\/1.1 403 Forbidden/)
    const reset = once(line.socket, 'close')
    line.socket.write('x'.repeat(1_024))
    line.socket.end()
    await reset
  })
})

describe('connections that say nothing', () => {
  test('[DOOR-9] are few of one address: the longest waiting makes room, and calls are untouched', async () => {
    const live = await under.liveCall()
    const lines = await Promise.all(Array.from({ length: 560 }, () => rawLine(under.httpUrl)))
    await expect.poll(() => lines.filter(({ isOpen }) => isOpen()).length).toBe(512)
    await stillCarries(live)
    const health = await fetch(`${under.httpUrl}/health`)
    expect(health.status).toBe(200)
    for (const line of lines) line.close()
  }, 30_000)
})

describe('the control door', () => {
  const ask = (path: string, init: RequestInit = {}) => fetch(`${under.httpUrl}${path}`, init)
  const known = { authorization: `Bearer ${relaySecret}` }

  test('[CTL-1] tells whoever lacks the secret nothing, and hangs up on what they would send', async () => {
    for (const authorization of [
      '',
      'Bearer ',
      `Bearer ${relaySecret.slice(1)}`,
      `Bearer ${relaySecret}x`,
      relaySecret,
      `Basic ${relaySecret}`,
    ]) {
      for (const path of ['/control/changes', '/control/calls/x/commands', '/control/nothing']) {
        const refused = await ask(path, { method: 'POST', body: '{}', headers: { authorization } })
        expect(refused.status, authorization).toBe(401)
        expect(await refused.json()).toEqual({ detail: 'Secret refused.' })
      }
    }
    const line = await rawLine(
      under.httpUrl,
      'POST /control/changes HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n{',
    )
    await line.ended(5_000)
    expect(line.heard()).toMatch(/^HTTP\/1.1 401 /)
    line.close()
  })

  test('[CTL-4] takes a megabyte at most, and says so', async () => {
    const body = JSON.stringify({ junk: 'x'.repeat(1_100_000) })
    for (const path of ['/control/changes', '/control/calls/x/commands']) {
      const refused = await ask(path, { method: 'POST', body, headers: known })
      expect(refused.status).toBe(413)
      // Of unknown length, yet with an end: on a connection that was reset, Node's `fetch` reads
      // a stream that has none for ever, until no memory is left.
      const stream = new Blob([body, body, body, body]).stream()
      const init = { method: 'POST', body: stream, headers: known, duplex: 'half' } as RequestInit
      // Whoever goes on sending may be cut off before it has read the answer.
      const streamed = await ask(path, init).catch(() => ({ status: 413 }))
      expect(streamed.status).toBe(413)
    }
    const nested = '['.repeat(200_000)
    const refused = await ask('/control/changes', { method: 'POST', body: nested, headers: known })
    expect(refused.status).toBe(400)
  })

  test('[CTL-5] strangers learn whether the relay is up and ready, and nothing more', async () => {
    const stranger = { 'x-forwarded-for': '203.0.113.9' }
    const see = async (path: string, headers: Record<string, string>) => {
      const answer = await ask(path, { headers })
      return { status: answer.status, body: await answer.text() }
    }
    expect(await see('/health', stranger)).toEqual({ status: 200, body: '{"status":"ok"}' })
    expect(await see('/health', { ...stranger, ...known })).toMatchObject({
      body: '{"status":"ok","calls":0}',
    })
    expect((await see('/metrics', stranger)).status).toBe(401)
    expect(await see('/ready', stranger)).toEqual({ status: 200, body: '{"ready":true}' })
    const drained = under.relay.drain({
      withinMs: 0,
      othersTakeCalls: () => Promise.resolve(false),
      signal: AbortSignal.abort(),
    })
    expect(await see('/ready', stranger)).toEqual({ status: 503, body: '{"ready":false}' })
    expect((await see('/ready', known)).body).toContain('draining')
    await drained
  })
})
