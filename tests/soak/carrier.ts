import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LateBeat } from './evidence.ts'
import { beginCarrierCall, type CarrierCall, type CarrierPorts } from './carrier-call.ts'
import { createWebhooks } from './carrier-webhook.ts'
import { drawPlan } from './person.ts'
import type { Random } from './random.ts'
import { BLOCK_MS } from './stamp.ts'
import { createStory } from './story.ts'

export type CarrierOptions = {
  accountSid: string
  authToken: string
  ourNumber: string
  random: Random
  nowMs(): number
  /** Where inbound calls go, and where their end is told. */
  voiceUrl: () => string
  statusUrl: () => string
  operatorEnds: CarrierPorts['operatorEnds']
}

export type SoakCarrier = {
  /** As `TWILIO_API_BASE_URL` wants it. */
  url: string
  /** Every call there ever was. */
  calls: readonly CarrierCall[]
  /** Those that are up. */
  live(): CarrierCall[]
  /** Somebody calls us, or answers our call: settles when that call is over. */
  callIn(): Promise<void>
  /** Beats that came late by more than a few. */
  lateBeats: readonly LateBeat[]
  close(): Promise<void>
}

/** Less than this is how timers are, ms. */
const LATE_MS = 60
/** A late beat is made good, but not those of a machine that stood still. */
const LATE_BEATS_MAX = 25

/** Starts the carrier's end: its REST on a free port of the loopback, and one beat for all lines. */
export async function startSoakCarrier(options: CarrierOptions): Promise<SoakCarrier> {
  const calls: CarrierCall[] = []
  const { accountSid, authToken, nowMs, operatorEnds } = options
  const webhooks = createWebhooks(options)
  const ports = { accountSid, authToken, webhooks, nowMs, operatorEnds }
  const live = () => calls.filter(({ seen }) => seen.endedAtMs === null)

  function begin(
    direction: 'inbound' | 'outbound',
    to: string,
    voiceUrl: string,
    statusUrl: string,
  ) {
    const number = calls.length + 1
    const callSid = `CA${randomBytes(16).toString('hex')}`
    const caller = `+1415556${String(number).padStart(4, '0')}`
    const [From, To] =
      direction === 'inbound' ? [caller, options.ourNumber] : [options.ourNumber, to]
    const fields = {
      CallSid: callSid,
      From,
      To,
      Direction: direction === 'inbound' ? 'inbound' : 'outbound-api',
    }
    const plan = drawPlan(options.random.fork(`call ${number}`))
    const story = createStory(nowMs)
    story.tell('person', `plans ${plan.lines.length} lines, ended by ${plan.end}`)
    const call = { number, callSid, direction, plan, story, fields, voiceUrl, statusUrl }
    const begun = beginCarrierCall(call, ports)
    calls.push(begun)
    return begun
  }

  const server = createServer((request, response) => {
    answerRest(request, response, accountSid, (callSid) =>
      calls.find(({ seen }) => seen.callSid === callSid),
    ).catch(() => response.writeHead(500).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const lateBeats: LateBeat[] = []
  const stopBeats = startBeats(
    () => {
      for (const call of live()) call.beat()
    },
    (lateMs) => lateBeats.push({ atMs: nowMs(), lateMs }),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    live,
    lateBeats,
    callIn: () => begin('inbound', '', options.voiceUrl(), options.statusUrl()).over,
    async close() {
      stopBeats()
      for (const call of live()) call.complete()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function startBeats(beat: () => void, onLate: (lateMs: number) => void): () => void {
  let dueMs = performance.now()
  const timer = setInterval(() => {
    const lateMs = Math.round(performance.now() - dueMs)
    if (lateMs > LATE_MS) onLate(lateMs)
    dueMs = Math.max(dueMs, performance.now() - LATE_BEATS_MAX * BLOCK_MS)
    for (; dueMs <= performance.now(); dueMs += BLOCK_MS) beat()
  }, BLOCK_MS / 2)
  return () => clearInterval(timer)
}

/** Twilio's call resource, as far as anybody asks for it. */
async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  accountSid: string,
  find: (callSid: string) => CarrierCall | undefined,
): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'))
  const callSid = /\/Calls\/(CA\w+)\.json/.exec(request.url ?? '')?.[1] ?? ''
  const call = find(callSid)
  if (!call) return answer(response, 404, { code: 20_404, message: 'Not found', status: 404 })
  if (request.method === 'POST' && form.get('Status') === 'completed') {
    if (call.seen.endedAtMs !== null) {
      return answer(response, 400, { code: 21_220, message: 'Not in progress', status: 400 })
    }
    call.complete()
  }
  const { endedAtMs, startedAtMs } = call.seen
  answer(response, 200, {
    sid: callSid,
    account_sid: accountSid,
    status: endedAtMs === null ? 'in-progress' : 'completed',
    duration: endedAtMs === null ? null : String(Math.ceil((endedAtMs - startedAtMs) / 1_000)),
    end_time: endedAtMs === null ? null : new Date().toUTCString().replace('GMT', '+0000'),
  })
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
