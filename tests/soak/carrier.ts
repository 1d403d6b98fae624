import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LateBeat } from './evidence.ts'
import {
  beginCarrierCall,
  type CarrierCall,
  type CarrierPorts,
  type NewCarrierCall,
} from './carrier-call.ts'
import { answerRest, type DialRequest } from './carrier-rest.ts'
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
  voiceUrl: string
  statusUrl: string
  operatorEnds: CarrierPorts['operatorEnds']
}

export type SoakCarrier = {
  /** As `TWILIO_API_BASE_URL` wants it. */
  url: string
  /** Every call there ever was. */
  calls: readonly CarrierCall[]
  /** Those that are up. */
  live(): CarrierCall[]
  /** Somebody calls us: settles when that call is over. */
  callIn(): Promise<void>
  /** Has a call placed by the application (`place` answers its SID): settles when that call is over. */
  answerOurCall(place: () => Promise<string>): Promise<void>
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
    call: Pick<NewCarrierCall, 'direction' | 'voiceUrl' | 'statusUrl'>,
    other: string,
  ) {
    const { direction } = call
    const number = calls.length + 1
    const callSid = `CA${randomBytes(16).toString('hex')}`
    const isInbound = direction === 'inbound'
    const fields = {
      CallSid: callSid,
      From: isInbound ? other : options.ourNumber,
      To: isInbound ? options.ourNumber : other,
      Direction: isInbound ? 'inbound' : 'outbound-api',
    }
    const plan = drawPlan(options.random.fork(`call ${number}`))
    const story = createStory(nowMs)
    story.tell('person', `${direction}, plans ${plan.lines.length} lines, ended by ${plan.end}`)
    const begun = beginCarrierCall({ ...call, number, callSid, plan, story, fields }, ports)
    calls.push(begun)
    return begun
  }
  const find = (callSid: string) => calls.find(({ seen }) => seen.callSid === callSid)

  const server = createServer((request, response) => {
    const dial = ({ to, ...urls }: DialRequest) => begin({ direction: 'outbound', ...urls }, to)
    answerRest(request, response, { accountSid, find, dial }).catch(() =>
      response.writeHead(500).end(),
    )
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
    callIn() {
      const { voiceUrl, statusUrl } = options
      const caller = `+1415556${String(calls.length + 1).padStart(4, '0')}`
      return begin({ direction: 'inbound', voiceUrl, statusUrl }, caller).over
    },
    async answerOurCall(place) {
      const callSid = await place()
      await find(callSid)?.over
    },
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
