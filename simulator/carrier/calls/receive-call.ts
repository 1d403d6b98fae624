import type { Exchange } from '../exchange.ts'
import { fetchProgram } from '../twiml/fetch-twiml.ts'
import type { WebhookTarget } from '../twiml/program.ts'
import { pickScenario, type Scenario } from '#simulator/scenarios/scenario.ts'
import { answerCall, prepareSpeech } from './answer-call.ts'
import type { Call } from './call.ts'
import { endCall } from './change-status.ts'
import { newCall } from './new-call.ts'
import { failCall, runTwiml } from './run-twiml.ts'

export type InboundCallRequest = {
  from: string
  to: string
  /** Who calls, by the scenario's name; by default the one that the caller's number picks. */
  scenario?: string | undefined
}

export type ReceivedCall = { ok: true; call: Call } | { ok: false; problem: string }

/** Makes a simulated person call one of the account's numbers. */
export function receiveCall(exchange: Exchange, request: InboundCallRequest): ReceivedCall {
  const number = exchange.numbers.find((ours) => ours.number === request.to)
  if (!number) return { ok: false, problem: '"to" is not one of this account\'s numbers.' }
  if (!number.voice) return { ok: false, problem: 'The number has no VoiceUrl.' }
  const scenario = scenarioFor(exchange, request)
  if (!scenario) {
    const names = exchange.scenarios.map(({ name }) => name).join(', ')
    return { ok: false, problem: `There is no such scenario. There are: ${names}.` }
  }
  const call = newCall(exchange, {
    direction: 'inbound',
    from: request.from,
    to: request.to,
    numberSid: number.sid,
    scenario,
    status: 'ringing',
    subscription: number.statusCallback && { ...number.statusCallback, events: ['completed'] },
    fallback: number.voiceFallback,
  })
  runInboundCall(exchange, call, number.voice).catch((error: Error) => {
    exchange.onError(error)
    endCall(exchange, call, 'failed')
  })
  return { ok: true, call }
}

/** The voice webhook is asked while the phone rings; only `<Reject>` leaves the call unanswered. */
async function runInboundCall(exchange: Exchange, call: Call, voice: WebhookTarget): Promise<void> {
  const speeches = prepareSpeech(exchange, call)
  call.startedAtMs = call.createdAtMs
  const fetched = await fetchProgram(exchange, call, { from: 'webhook', target: voice })
  if (!fetched.ok) return failCall(exchange, call, fetched.code, fetched.problem)
  const [first] = fetched.program
  if (first?.verb === 'reject') {
    return endCall(exchange, call, first.reason === 'busy' ? 'busy' : 'no-answer')
  }
  if (!answerCall(exchange, call, speeches)) return
  await runTwiml(exchange, call, { from: 'program', program: fetched.program })
}

function scenarioFor(exchange: Exchange, request: InboundCallRequest): Scenario | undefined {
  if (request.scenario === undefined) return pickScenario(exchange.scenarios, request.from)
  return exchange.scenarios.find(({ name }) => name === request.scenario)
}
