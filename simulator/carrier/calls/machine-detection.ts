import type { Scenario } from '#simulator/scenarios/scenario.ts'
import type { Exchange } from '../exchange.ts'
import type { WebhookTarget } from '../twiml/program.ts'
import { queueCallback } from '../webhooks/status-callbacks.ts'
import type { AnsweredBy } from './answered-by.ts'
import type { Call } from './call.ts'

/** What was asked for when the call was placed. */
export type MachineDetection = {
  waitsForGreetingEnd: boolean
  timeoutMs: number
  /** Null: the TwiML waits for the result. */
  asyncCallback: WebhookTarget | null
}

/** A short greeting and a pause: a person. */
const HUMAN_MS = 2_400
/** A greeting longer than a person's: a machine, though not yet at its end. */
const MACHINE_MS = 3_600

/**
 * Listens who answered, sets it on the call and returns the time that took, or null when the call
 * ended first. Detection that waits for the greeting's end waits for it really to be played.
 */
export async function detectMachine(
  exchange: Exchange,
  call: Call,
  detection: MachineDetection,
): Promise<number | null> {
  const fromMs = exchange.timeline.nowMs()
  const { answeredBy } = call.scenario
  const { waitsForGreetingEnd, timeoutMs } = detection
  const isInTime = await listen(exchange, call, waitsForGreetingEnd, timeoutMs)
  if (call.over.signal.aborted) return null
  call.answeredBy = isInTime ? resultOf(answeredBy, waitsForGreetingEnd) : 'unknown'
  return Math.round(exchange.timeline.nowMs() - fromMs)
}

/** The same beside the running TwiML, reported by its own callback. */
export async function detectMachineAside(
  exchange: Exchange,
  call: Call,
  detection: MachineDetection & { asyncCallback: WebhookTarget },
): Promise<void> {
  const tookMs = await detectMachine(exchange, call, detection)
  if (tookMs === null || call.answeredBy === null) return
  queueCallback(exchange, call, detection.asyncCallback, {
    CallSid: call.sid,
    AccountSid: exchange.accountSid,
    AnsweredBy: call.answeredBy,
    MachineDetectionDuration: String(tookMs),
  })
}

/** False when the detection's own time ran out. */
async function listen(
  exchange: Exchange,
  call: Call,
  waitsForGreetingEnd: boolean,
  timeoutMs: number,
): Promise<boolean> {
  const { timeline } = exchange
  const isMachine = call.scenario.answeredBy.startsWith('machine')
  const settled = new AbortController()
  const signal = AbortSignal.any([settled.signal, call.over.signal])
  const timeout = timeline.wait(timeoutMs, signal).then((ranOut) => !ranOut)
  const result =
    isMachine && waitsForGreetingEnd
      ? (call.line.person?.firstLineOver ?? Promise.resolve())
      : timeline.wait(isMachine ? MACHINE_MS : HUMAN_MS, signal)
  const isInTime = await Promise.race([timeout, result.then(() => true)])
  settled.abort()
  return isInTime
}

function resultOf(answeredBy: Scenario['answeredBy'], waitsForGreetingEnd: boolean): AnsweredBy {
  if (!answeredBy.startsWith('machine')) return answeredBy
  if (!waitsForGreetingEnd) return 'machine_start'
  return answeredBy === 'machine_end_beep' ? answeredBy : 'machine_end_other'
}
