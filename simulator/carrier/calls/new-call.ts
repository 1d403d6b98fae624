import type { Scenario } from '#simulator/scenarios/scenario.ts'
import type { Exchange } from '../exchange.ts'
import { newSid } from '../sids.ts'
import type { Subscription, WebhookTarget } from '../twiml/program.ts'
import type { Call, Direction } from './call.ts'
import { isFinal, type CallStatus } from './call-status.ts'
import { createLine } from './line.ts'

export type CallPlan = {
  direction: Direction
  from: string
  to: string
  scenario: Scenario
  status: CallStatus
  parentSid?: string
  numberSid?: string
  subscription?: Subscription | null
  fallback?: WebhookTarget | null
  timeLimitS?: number | null
}

/** Twilio's own limit for a call, in seconds. */
const TIME_LIMIT_S = 14_400
const CALLS_MAX = 1_000

/** Enters a call into the exchange's book, which keeps the last thousand. */
export function newCall(exchange: Exchange, plan: CallPlan): Call {
  const nowMs = exchange.timeline.nowMs()
  const call: Call = {
    sid: newSid('CA'),
    parentSid: plan.parentSid ?? null,
    direction: plan.direction,
    from: plan.from,
    to: plan.to,
    numberSid: plan.numberSid ?? null,
    scenario: plan.scenario,
    createdAtMs: nowMs,
    line: createLine(),
    notes: [],
    noteCount: 0,
    over: new AbortController(),
    subscription: plan.subscription ?? null,
    fallback: plan.fallback ?? null,
    status: plan.status,
    updatedAtMs: nowMs,
    startedAtMs: null,
    answeredAtMs: null,
    endedAtMs: null,
    answeredBy: null,
    sipResponseCode: null,
    error: null,
    timeLimitS: plan.timeLimitS ?? TIME_LIMIT_S,
    document: null,
    replacement: null,
    callbacks: Promise.resolve(),
    sequenceNumber: 0,
  }
  exchange.calls.set(call.sid, call)
  forgetOldest(exchange)
  return call
}

function forgetOldest(exchange: Exchange): void {
  if (exchange.calls.size <= CALLS_MAX) return
  for (const call of exchange.calls.values()) {
    if (isFinal(call.status)) return void exchange.calls.delete(call.sid)
  }
}
