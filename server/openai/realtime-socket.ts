import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { ModelLoss } from '#core/call/effects.ts'
import { lineTo } from '../wire/direct-line.ts'
import { isAscii, readDirectly } from '../wire/read-directly.ts'
import { maskedTextFrame } from '../wire/text-frame.ts'
import { clientEvents } from './client-events.ts'
import { createAudioPicker, parseModelEvent, type ModelFrame } from './parse-model-event.ts'
import { readRefusal } from './read-refusal.ts'

/** One Realtime session over a WebSocket of its own. Nothing here waits: `send` queues or is lost with the socket. */
export type RealtimeSocket = {
  send(clientEvent: string): void
  /** Sends a piece of the caller's audio: base64, checked by whoever took it in. */
  append(payload: string): void
  /** Ends the session; no more frames, and no `onClosed`, follow. */
  close(): void
  bufferedBytes(): number
}

/**
 * Opens a session of `model` at `baseUrl` (`http` becomes `ws`, so that local
 * servers can be reached; the vendor's own SDK insists on `wss`). `onClosed`
 * says, once, why the session is over: refused at the door, never reached, or
 * lost.
 */
export function openRealtimeSocket(options: {
  baseUrl: string
  apiKey: string
  model: string
  /** `arrivedMs`: monotonic clock. */
  onFrame: (frame: ModelFrame, arrivedMs: number) => void
  onClosed: (loss: ModelLoss) => void
}): RealtimeSocket {
  const url = realtimeUrl(options.baseUrl, options.model)
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${options.apiKey}` },
    perMessageDeflate: false,
    maxPayload: frameBytesMax,
    handshakeTimeout: handshakeMs,
    followRedirects: false,
    createConnection: lineTo(url),
  })
  let over = false
  const end = (loss: ModelLoss) => {
    if (over) return
    over = true
    clearInterval(heartbeat)
    options.onClosed(loss)
  }
  const heartbeat = watch(socket)
  /** The connection below, once the upgrade is through. */
  let line: Socket | null = null
  let opened = false
  let refused = false
  const hear = (frame: ModelFrame, arrivedMs: number) => {
    if (!over) options.onFrame(frame, arrivedMs)
  }
  const pickAudio = createAudioPicker()
  const take = (text: string) => {
    const arrivedMs = performance.now()
    const audio = pickAudio(text)
    if (audio === null && !isAscii(text)) return false
    hear(audio ?? parseModelEvent(text), arrivedMs)
    return true
  }
  socket.on('upgrade', (response) => (line = response.socket))
  socket.on('open', () => {
    opened = true
    if (line) readDirectly(socket, line, { isMasked: false, take })
  })
  socket.on('message', (data) => {
    const text = data.toString()
    hear(pickAudio(text) ?? parseModelEvent(text), performance.now())
  })
  socket.on('unexpected-response', (_request, response) => {
    refused = true
    void readRefusal(response).then((loss) => {
      end(loss)
      // Once the answer is complete, destroying the request would leave its connection open.
      socket.terminate()
    })
  })
  socket.on('error', (cause) => {
    if (!opened && !refused)
      end({ ending: lost('model-unreachable', 'connect', cause.message), retryable: true })
  })
  socket.on('close', (code, reason) => {
    const ending = lost('model-lost', String(code), reason.toString())
    end({ ending, retryable: true })
  })
  return {
    send(clientEvent) {
      if (socket.readyState === WebSocket.OPEN) socket.send(clientEvent)
    },
    append(payload) {
      if (socket.readyState !== WebSocket.OPEN) return
      line?.write(maskedTextFrame(clientEvents.append(payload)))
    },
    close() {
      over = true
      clearInterval(heartbeat)
      closeForGood(socket)
    },
    bufferedBytes: () => socket.bufferedAmount,
  }
}

/** The socket's address for a base URL such as `https://api.openai.com/v1`. */
export function realtimeUrl(baseUrl: string, model: string): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/realtime`)
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
  url.searchParams.set('model', model)
  return url.href
}

/** 15 MiB is the protocol's largest event. */
const frameBytesMax = 16 * 1024 * 1024
const handshakeMs = 4_000
/** Two of these without an answer, and the peer is gone. */
const heartbeatMs = 3_000
/** A close frame may be lost, and nobody waits a second for one. */
const farewellMs = 500

/** A peer that answers no ping for a whole beat is gone, whatever TCP says. */
function watch(socket: WebSocket) {
  let alive = true
  socket.on('pong', () => (alive = true))
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return
    if (!alive) socket.terminate()
    alive = false
    socket.ping()
  }, heartbeatMs)
  timer.unref()
  return timer
}

/** A close frame may be lost; nobody pays for a session whose caller is gone. */
function closeForGood(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CONNECTING) {
    // Terminating a socket that is still connecting reports an error; nobody needs it any more.
    socket.on('error', () => undefined)
    socket.terminate()
    return
  }
  socket.close(1000)
  setTimeout(() => socket.terminate(), farewellMs).unref()
}

function lost(
  reason: 'model-unreachable' | 'model-lost',
  code: string,
  message: string,
): ModelLoss['ending'] {
  return { reason, by: 'model', error: { code, message: message.slice(0, 300) } }
}
