import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Scenario } from '#simulator/scenarios/scenario.ts'
import type { Call } from './calls/call.ts'
import { endCall } from './calls/change-status.ts'
import { receiveCall, type InboundCallRequest } from './calls/receive-call.ts'
import type { Exchange } from './exchange.ts'
import { phoneNumber } from './numbers/phone-number.ts'
import type { Speaker } from './person/line-audio.ts'
import { createRecordingShelf } from './recordings/recording-shelf.ts'
import { serveRest } from './rest/serve-rest.ts'
import { realTimeClock, type Clock } from './time/clock.ts'
import { createTimeline } from './time/timeline.ts'
import type { WebhookTarget } from './twiml/program.ts'
import { webhookSender } from './webhooks/send-webhook.ts'

export type CarrierOptions = {
  /** 0 picks a free one. */
  port: number
  host?: string
  accountSid: string
  authToken: string
  /** The account's own numbers, E.164. */
  phoneNumbers: readonly string[]
  /** Where inbound calls of every number go, until REST says otherwise. */
  voiceUrl?: string | undefined
  /** Told when an inbound call of any number has ended, until REST says otherwise. */
  statusUrl?: string | undefined
  voices: Speaker
  scenarios: readonly Scenario[]
  clock?: Clock
  onError?: (error: Error) => void
}

export type Carrier = {
  /** The origin that stands in for https://api.twilio.com. */
  url: string
  /** A simulated person calls one of the numbers. Throws when the number cannot be called. */
  placeInboundCall(request: InboundCallRequest): Promise<{ callSid: string }>
  /** Ends every call with its callbacks, then closes. */
  close(): Promise<void>
}

/**
 * Starts a telephone carrier on this machine that speaks Twilio's wire formats: REST, webhooks,
 * TwiML, Media Streams, recordings; the people on the phone are played from scenarios. Rejects when
 * the port is taken.
 */
export async function startCarrier(options: CarrierOptions): Promise<Carrier> {
  const host = options.host ?? '127.0.0.1'
  let url = ''
  const exchange = await createExchange(options, () => url)
  const server = createServer((request, response) => void serveRest(exchange, request, response))
  try {
    url = await listen(server, options.port, host)
  } catch (error) {
    await exchange.recordings.close()
    throw error
  }
  return {
    url,
    placeInboundCall(request) {
      const received = receiveCall(exchange, request)
      if (!received.ok) return Promise.reject(new Error(received.problem))
      return Promise.resolve({ callSid: received.call.sid })
    },
    close: () => close(exchange, server),
  }
}

async function createExchange(options: CarrierOptions, origin: () => string): Promise<Exchange> {
  const timeline = createTimeline(options.clock ?? realTimeClock())
  const createdAtMs = timeline.nowMs()
  const numbers = options.phoneNumbers.map((number) => ({
    ...phoneNumber(number, createdAtMs),
    voice: postTo(options.voiceUrl),
    statusCallback: postTo(options.statusUrl),
  }))
  return {
    accountSid: options.accountSid,
    authToken: options.authToken,
    origin,
    createdAtMs,
    timeline,
    voices: options.voices,
    scenarios: options.scenarios,
    calls: new Map<string, Call>(),
    numbers,
    recordings: await createRecordingShelf(),
    send: webhookSender(options.authToken),
    pending: new Set(),
    onError: options.onError ?? (() => undefined),
  }
}

function postTo(url: string | undefined): WebhookTarget | null {
  return url === undefined ? null : { url, method: 'POST' }
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The carrier has no port.')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}

/** Calls that are not through with their last callbacks by then are left alone. */
const LAST_CALLBACKS_MS = 3_000

async function close(exchange: Exchange, server: Server): Promise<void> {
  for (const call of exchange.calls.values()) {
    endCall(exchange, call, call.answeredAtMs === null ? 'canceled' : 'completed')
  }
  await within(LAST_CALLBACKS_MS, settle(exchange.pending))
  exchange.timeline.close()
  server.close()
  server.closeAllConnections()
  await exchange.recordings.close()
}

async function settle(pending: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (pending.size > 0) await Promise.all(pending)
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, timeout])
  clearTimeout(timer)
}
