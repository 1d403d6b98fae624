import { once } from 'node:events'
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Voices } from '../voices/voices.ts'
import { systemClock, type Clock } from './clock.ts'
import { createModelFaults } from './faults.ts'
import { isAuthorised, sendError, WRONG_KEY } from './http-door.ts'
import { newId } from './live-session.ts'
import { isRealtimeModel } from './model-catalog.ts'
import { openModelSession } from './model-session.ts'
import { createRecogniser } from './recogniser.ts'
import { createScript } from './script.ts'
import { modelNotFound, serveHttp } from './serve-http.ts'
import { refusal, type WireError } from './wire-error.ts'

export type ModelOptions = {
  /** 0 takes any free port. */
  port: number
  host?: string
  /** The only key that is let in. Without one, every client is. */
  apiKey?: string | undefined
  voices: Voices
  scenarios: readonly Scenario[]
  clock?: Clock
  /** How long a session may last; the service's own limit is an hour. */
  sessionMs?: number
}

export type RunningModel = {
  /** The base URL, as `OPENAI_BASE_URL` wants it: `http://127.0.0.1:PORT/v1`. */
  url: string
  close(): Promise<void>
}

const SESSION_MS = 60 * 60 * 1_000
/** An append may hold 15 MiB of audio, and base64 makes a third more of it. */
const MESSAGE_BYTES_MAX = 24 * 1024 * 1024
const CLOSE_BETA = 4_000
const CLOSE_GOING_AWAY = 1_001
const CLOSE_POLICY = 1_008

/**
 * Starts a model that speaks OpenAI's Realtime protocol as the service enforces it, with no model
 * inside: it recognises the scenarios' lines by their sound and answers from their script. Rejects when
 * the port is taken.
 */
export async function startModel(options: ModelOptions): Promise<RunningModel> {
  const { voices, scenarios, apiKey, host = '127.0.0.1' } = options
  const recogniser = createRecogniser(voices, scenarios)
  const script = createScript(scenarios)
  const clock = options.clock ?? systemClock
  const faults = createModelFaults()
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MESSAGE_BYTES_MAX,
  })
  const server = createServer((request, response) => {
    serveHttp(request, response, { apiKey, voices, faults }).catch(() => failRequest(response))
  })

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refused = refuseUpgrade(request, apiKey) ?? faults.refuse()
    if (refused) return rejectUpgrade(socket, refused.status, refused.error)
    sockets.handleUpgrade(request, socket, head, (client) => admit(client, request, socket))
  })

  function admit(client: WebSocket, request: IncomingMessage, socket: Duplex): void {
    client.on('error', () => client.terminate())
    const model = modelOf(request) ?? ''
    if (request.headers['openai-beta'] !== undefined) return turnAway(client, BETA, CLOSE_BETA)
    if (!isRealtimeModel(model)) return turnAway(client, modelNotFound(model), CLOSE_POLICY)
    const sendText = faults.adopt(client, socket)
    const send = (event: object) => sendText(JSON.stringify(event))
    const ports = { send, clock, voices, recogniser, script }
    const session = openModelSession(ports, {
      model,
      sessionMs: options.sessionMs ?? SESSION_MS,
      onExpired: () => client.close(CLOSE_GOING_AWAY, 'session_expired'),
    })
    client.on('message', (data) => session.receive(textOf(data)))
    client.on('close', () => session.end())
  }

  server.listen(options.port, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${host}:${port}/v1`,
    async close() {
      for (const client of sockets.clients) client.close(CLOSE_GOING_AWAY)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      for (const client of sockets.clients) client.terminate()
      await closed
    },
  }
}

const BETA = refusal(
  'beta_api_shape_disabled',
  'The Realtime beta API is no longer supported. Remove the OpenAI-Beta header and use the GA API shape.',
)

type Refused = { status: number; error: WireError }

function refuseUpgrade(request: IncomingMessage, apiKey: string | undefined): Refused | undefined {
  if (!isAuthorised(request, apiKey)) return { status: 401, error: WRONG_KEY }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname !== '/v1/realtime') {
    return { status: 404, error: refusal('unknown_url', `Unknown request URL: ${pathname}.`) }
  }
  if (modelOf(request) !== null) return undefined
  const message = "Missing required parameter: 'model'."
  return { status: 400, error: refusal('missing_required_parameter', message, 'model') }
}

function modelOf(request: IncomingMessage): string | null {
  return new URL(request.url ?? '/', 'http://localhost').searchParams.get('model')
}

function rejectUpgrade(socket: Duplex, status: number, error: WireError): void {
  const body = JSON.stringify({ error })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

/** Some errors come only after the upgrade: as an event, and then the socket closes. */
function turnAway(client: WebSocket, error: WireError, closeCode: number): void {
  const event = { type: 'error', event_id: newId('event'), error: { ...error, event_id: null } }
  client.send(JSON.stringify(event))
  client.close(closeCode, `invalid_request_error.${error.code}`)
}

function failRequest(response: ServerResponse): void {
  const error: WireError = {
    type: 'server_error',
    code: 'server_error',
    message: 'The simulated model failed to answer this request.',
    param: null,
  }
  if (response.headersSent) response.destroy()
  else sendError(response, 500, error)
}

/** Messages come as one Buffer: ws splits them only when asked to. */
function textOf(data: WebSocket.RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : ''
}
