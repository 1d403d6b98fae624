import { unreachable } from '#core/unreachable.ts'
import { WebSocket, type RawData } from 'ws'
import { newSid } from '../sids.ts'
import { TICK_MS } from '../time/clock.ts'
import { signRequest } from '../webhooks/signature.ts'
import type { Playback } from './playback.ts'
import {
  CONNECTED_FRAME,
  dtmfFrame,
  markFrame,
  mediaFrame,
  startFrame,
  stopFrame,
} from './stream-frames.ts'
import { parseStreamMessage } from './stream-message.ts'

/** One media stream of a call, from the carrier's side. */
export type StreamLink = {
  readonly sid: string
  /** Sends 20 ms of audio; the frame may be reused afterwards. */
  sendMedia(frame: Buffer): void
  sendDigit(digit: string): void
  /** Trouble on demand, as networks make it. */
  fail(fault: StreamFault): void
  /** Tells the application that the stream is over and closes the socket. */
  stop(): void
  /** Resolves when the stream is over, whoever ended it. */
  readonly ended: Promise<void>
}

/**
 * `drop`: the connection breaks without `stop`. `gap`: for so long no audio is sent, and the next frame's
 * timestamp jumps. `freeze`: for so long nothing is read.
 */
export type StreamFault =
  | { fault: 'drop' }
  | { fault: 'gap'; ms: number }
  | { fault: 'freeze'; ms: number }

export type StreamRequest = {
  url: string
  accountSid: string
  authToken: string
  callSid: string
  parameters: Readonly<Record<string, string>>
  /** Where the application's audio is played. */
  playback: Playback
  /** Keeps a warning: Twilio's error code and what was wrong. */
  warn(code: number, problem: string): void
}

export type OpenedStream =
  | { ok: true; link: StreamLink }
  | { ok: false; code: number; problem: string }

/**
 * Connects a media stream as Twilio does: a signed upgrade, `connected`, `start`, then frames. The
 * vendor takes wss only; ws is accepted too, since both ends may live on one machine.
 */
export function openStream(request: StreamRequest): Promise<OpenedStream> {
  const refusal = refuseAddress(request.url)
  if (refusal) return Promise.resolve(refusal)
  const socket = new WebSocket(request.url, SUBPROTOCOL, {
    headers: {
      'x-twilio-signature': signRequest(request.authToken, request.url),
      'User-Agent': 'TwilioMediaStreams/1.0',
    },
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    maxPayload: MESSAGE_BYTES_MAX,
  })
  // A server may leave the subprotocol out of its answer, which RFC 6455 allows and `ws` refuses.
  socket.once('upgrade', (response) => {
    response.headers['sec-websocket-protocol'] ??= SUBPROTOCOL
  })
  return new Promise((resolve) => {
    socket.once('open', () => resolve({ ok: true, link: runStream(socket, request) }))
    socket.once('error', (error) => {
      const problem = `The WebSocket handshake failed: ${error.message}`
      resolve({ ok: false, code: 31920, problem })
    })
  })
}

const SUBPROTOCOL = 'audio.twilio.com'
const HANDSHAKE_TIMEOUT_MS = 10_000
const MESSAGE_BYTES_MAX = 4 * 1024 * 1024
/** An application that reads slower than this much behind loses frames, as on a bad network. */
const UNSENT_BYTES_MAX = 1024 * 1024
/** How long an application may take to close its side after `stop`. */
const CLOSE_TIMEOUT_MS = 2_000

function refuseAddress(url: string): { ok: false; code: number; problem: string } | null {
  const address = URL.canParse(url) ? new URL(url) : null
  if (!address || !/^wss?:$/.test(address.protocol)) {
    return { ok: false, code: 31922, problem: 'The address of a <Stream> begins with wss://.' }
  }
  if (address.search !== '') {
    return { ok: false, code: 31920, problem: 'The address of a <Stream> has no query string.' }
  }
  return null
}

function runStream(socket: WebSocket, request: StreamRequest): StreamLink {
  const sid = newSid('MZ')
  const identity = { streamSid: sid, callSid: request.callSid, accountSid: request.accountSid }
  const over = Promise.withResolvers<void>()
  let isOver = false
  let sequence = 0
  let chunk = 0
  let beats = 0
  let silentUntilBeat = 0
  let frozenUntilBeat = 0

  function end(): void {
    isOver = true
    over.resolve()
  }
  function send(frame: string): void {
    if (!isOver && socket.readyState === WebSocket.OPEN) socket.send(frame)
  }
  function receive(text: string): void {
    const parsed = parseStreamMessage(text, sid)
    if (!parsed.ok) return request.warn(31924, parsed.problem)
    const { message } = parsed
    switch (message.event) {
      case 'media':
        return request.playback.enqueue(Buffer.from(message.media.payload, 'base64'))
      case 'mark':
        return request.playback.mark(() => send(markFrame(sid, (sequence += 1), message.mark.name)))
      case 'clear':
        return request.playback.clear()
      default:
        return unreachable(message)
    }
  }
  socket.on('message', (data, isBinary) => {
    if (isOver) return
    if (isBinary) request.warn(31924, 'The message is binary; streams carry text.')
    else receive(textOf(data))
  })
  socket.on('error', (error) => request.warn(31921, error.message))
  socket.on('close', end)
  send(CONNECTED_FRAME)
  send(startFrame(identity, (sequence += 1), request.parameters))
  return {
    sid,
    ended: over.promise,
    sendMedia(frame) {
      beats += 1
      if (beats === frozenUntilBeat) socket.resume()
      if (beats <= silentUntilBeat || socket.bufferedAmount > UNSENT_BYTES_MAX) return
      const payload = frame.toString('base64')
      send(mediaFrame(sid, (sequence += 1), (chunk += 1), (beats - 1) * TICK_MS, payload))
    },
    sendDigit: (digit) => send(dtmfFrame(sid, (sequence += 1), digit)),
    fail(fault) {
      switch (fault.fault) {
        case 'drop':
          return socket.terminate()
        case 'gap':
          silentUntilBeat = beats + Math.ceil(fault.ms / TICK_MS)
          return undefined
        case 'freeze':
          frozenUntilBeat = beats + Math.ceil(fault.ms / TICK_MS)
          return socket.pause()
        default:
          return unreachable(fault)
      }
    },
    stop() {
      if (isOver) return
      send(stopFrame(identity, (sequence += 1)))
      end()
      close(socket)
    },
  }
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8')
  return Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString('utf8')
}

function close(socket: WebSocket): void {
  socket.close(1000)
  const timer = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS)
  socket.once('close', () => clearTimeout(timer))
}
