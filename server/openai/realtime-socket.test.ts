import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ModelLoss } from '#core/call/effects.ts'
import type { ModelFrame } from './parse-model-event.ts'
import { openRealtimeSocket, realtimeUrl, type RealtimeSocket } from './realtime-socket.ts'

let opened: RealtimeSocket | undefined
let server: Server
const raw = new Set<Duplex>()

beforeEach(async () => {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  opened?.close()
  for (const socket of raw) socket.destroy()
  raw.clear()
  if (!server.listening) return
  server.close()
  await once(server, 'close')
})

/** Answers every upgrade as told; the base URL of that service. */
function serve(upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): string {
  server.on('upgrade', (request, socket, head) => {
    raw.add(socket)
    socket.on('error', () => undefined)
    upgrade(request, socket, head)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

/** Opens a session there; what it says and how it ends can be waited for. */
function openSession(baseUrl: string) {
  const loss = Promise.withResolvers<ModelLoss>()
  const frame = Promise.withResolvers<ModelFrame>()
  opened = openRealtimeSocket({
    baseUrl,
    apiKey: 'sk-test',
    model: 'gpt-realtime-2.1',
    onFrame: (one) => frame.resolve(one),
    onClosed: (one) => loss.resolve(one),
  })
  return { session: opened, loss: loss.promise, frame: frame.promise }
}

/** A service that takes every session; `autoPong` off: it answers no ping. */
function serveSessions(options: { autoPong?: boolean } = {}) {
  const sockets = new WebSocketServer({ noServer: true, ...options })
  const peer = Promise.withResolvers<WebSocket>()
  const baseUrl = serve((request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, peer.resolve)
  })
  return { baseUrl, peer: peer.promise }
}

const refuse = (status: number, body = '') =>
  serve((_request, socket) => {
    const head = `HTTP/1.1 ${status} No\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`
    socket.end(head + body)
  })

describe('a session that is refused at the door', () => {
  test.each([400, 401, 403, 404])('[SOCK-1] with %d is refused for good', async (status) => {
    const { loss } = openSession(refuse(status))
    expect(await loss).toMatchObject({
      retryable: false,
      ending: { reason: 'model-refused', error: { code: `http_${status}` } },
    })
  })

  test.each([408, 429, 500, 502, 503])('[SOCK-1] with %d may be tried again', async (status) => {
    const { loss } = openSession(refuse(status))
    expect(await loss).toMatchObject({
      retryable: true,
      ending: { reason: 'model-unreachable', error: { code: `http_${status}` } },
    })
  })

  test('[SOCK-2] for want of quota is refused for good, though its status says “too many”', async () => {
    const body = JSON.stringify({ error: { code: 'insufficient_quota', message: 'sk-secret' } })
    const { loss } = openSession(refuse(429, body))
    const { retryable, ending } = await loss
    expect(retryable).toBe(false)
    expect(ending.error?.code).toBe('insufficient_quota')
    expect(ending.error?.message).not.toContain('sk-secret')
  })

  test.each(['<html>', '{"error":"no"}', '{"error":{"code":7}}', 'x'.repeat(100_000)])(
    '[SOCK-2] with a body that says nothing (%#) is judged by its status',
    async (body) => {
      const { loss } = openSession(refuse(503, body))
      expect((await loss).ending.error?.code).toBe('http_503')
    },
  )

  test('[SOCK-2] with a body that never ends is judged within a second', async () => {
    const baseUrl = serve((_request, socket) => {
      socket.write('HTTP/1.1 401 No\r\nContent-Length: 500\r\n\r\n{')
    })
    const startedMs = performance.now()
    expect((await openSession(baseUrl).loss).retryable).toBe(false)
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  })

  test('[SOCK-6] lets go of a connection that the service would keep open', async () => {
    const line = Promise.withResolvers<Duplex>()
    const baseUrl = serve((_request, socket) => {
      socket.write('HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\n{}')
      line.resolve(socket)
    })
    await openSession(baseUrl).loss
    const ended = once((await line.promise).resume(), 'end')
    await Promise.race([ended, pause(1_000).then(() => Promise.reject(new Error('still open')))])
  })

  test('[SOCK-1] nobody who listens: it may be tried again', async () => {
    const baseUrl = serve(() => undefined)
    server.close()
    const { loss } = openSession(baseUrl)
    expect(await loss).toMatchObject({
      retryable: true,
      ending: { reason: 'model-unreachable', error: { code: 'connect' } },
    })
  })
})

describe('a session that is lost', () => {
  test.each([1011, 4000])('[SOCK-3] with %d says so', async (code) => {
    const { baseUrl, peer } = serveSessions()
    const { loss } = openSession(baseUrl)
    ;(await peer).close(code, 'why')
    expect(await loss).toMatchObject({
      retryable: true,
      ending: { reason: 'model-lost', error: { code: String(code), message: 'why' } },
    })
  })

  test('[SOCK-3] with its connection is lost with 1006', async () => {
    const { baseUrl, peer } = serveSessions()
    const { loss } = openSession(baseUrl)
    ;(await peer).terminate()
    expect((await loss).ending.error?.code).toBe('1006')
  })

  test('[SOCK-4] whose peer answers no ping is gone within about six seconds', async () => {
    const { baseUrl, peer } = serveSessions({ autoPong: false })
    const startedMs = performance.now()
    const { loss } = openSession(baseUrl)
    await peer
    expect((await loss).ending.error?.code).toBe('1006')
    expect(performance.now() - startedMs).toBeLessThan(7_500)
  })
})

describe('a session that we close', () => {
  test('[SOCK-5] is closed with 1000, and tells nothing more', async () => {
    const { baseUrl, peer } = serveSessions()
    const { session, loss, frame } = openSession(baseUrl)
    const closed = once(await peer, 'close')
    ;(await peer).send('{"type":"session.created","session":{}}')
    await frame
    session.close()
    expect((await closed)[0]).toBe(1000)
    expect(await Promise.race([loss, Promise.resolve('nothing')])).toBe('nothing')
  })

  test('[SOCK-5] is gone within a second though the close frame is lost', async () => {
    const { baseUrl, peer } = serveSessions()
    const { session, frame } = openSession(baseUrl)
    ;(await peer).send('{"type":"session.created","session":{}}')
    await frame
    const [socket] = [...raw]
    // Nothing that arrives is read: the peer never learns of the close.
    socket!.removeAllListeners('data').resume()
    const startedMs = performance.now()
    session.close()
    await once(socket!, 'end')
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  })

  test('[SOCK-5] before it was open leaves nothing behind', async () => {
    const hung = Promise.withResolvers<Duplex>()
    const baseUrl = serve((_request, socket) => hung.resolve(socket))
    const { session, loss } = openSession(baseUrl)
    const socket = await hung.promise
    session.close()
    await once(socket.resume(), 'end')
    expect(await Promise.race([loss, Promise.resolve('nothing')])).toBe('nothing')
  })
})

test.each([
  ['https://api.openai.com/v1', 'wss://api.openai.com/v1/realtime?model=m'],
  ['http://127.0.0.1:1234/v1/', 'ws://127.0.0.1:1234/v1/realtime?model=m'],
])('the socket of %s is %s', (baseUrl, url) => {
  expect(realtimeUrl(baseUrl, 'm')).toBe(url)
})
