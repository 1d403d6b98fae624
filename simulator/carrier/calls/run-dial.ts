import { pickScenario } from '#simulator/scenarios/scenario.ts'
import type { Exchange } from '../exchange.ts'
import type { DialVerb } from '../twiml/program.ts'
import { NEXT, warn, type Outcome, type Run } from '../twiml/run.ts'
import { answerCall, prepareSpeech } from './answer-call.ts'
import { durationS, type Call } from './call.ts'
import { endCall } from './change-status.ts'
import { newCall } from './new-call.ts'
import { ring } from './ring.ts'

/**
 * `<Dial>`: calls a second person and lets the two talk until one hangs up; then goes on with
 * `action`, telling it how the second leg went, or with the next verb.
 */
export async function runDial(run: Run, dial: DialVerb): Promise<Outcome> {
  if (!E164.test(dial.number)) return refuseDial(run, dial)
  const { exchange, call, signal } = run
  const child = newCall(exchange, {
    direction: 'outbound-dial',
    from: dial.callerId ?? call.from,
    to: dial.number,
    scenario: pickScenario(exchange.scenarios, dial.number),
    status: 'queued',
    parentSid: call.sid,
    subscription: dial.statusCallback,
    timeLimitS: dial.timeLimitS,
  })
  const end = () => endCall(exchange, child, child.answeredAtMs === null ? 'canceled' : 'completed')
  signal.addEventListener('abort', end, { once: true })
  const speeches = prepareSpeech(exchange, child)
  if (await ring(exchange, child, dial.timeoutS * 1_000)) {
    if (answerCall(exchange, child, speeches)) await bridge(call, child)
  }
  signal.removeEventListener('abort', end)
  if (!dial.action) return NEXT
  return { kind: 'goTo', target: dial.action, extra: dialParameters(exchange, child) }
}

const E164 = /^\+[1-9]\d{6,14}$/

function refuseDial(run: Run, dial: DialVerb): Outcome {
  warn(run, 13224, '<Dial> needs a phone number in E.164 form.')
  if (!dial.action) return NEXT
  return { kind: 'goTo', target: dial.action, extra: { DialCallStatus: 'failed' } }
}

async function bridge(call: Call, child: Call): Promise<void> {
  const { signal } = child.over
  call.line.peer = child.line
  child.line.peer = call.line
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  }
  call.line.peer = null
}

function dialParameters(exchange: Exchange, child: Call): Record<string, string> {
  return {
    DialCallSid: child.sid,
    DialCallStatus: child.status,
    DialCallDuration: String(durationS(child, exchange.timeline.nowMs())),
    DialBridged: String(child.answeredAtMs !== null),
  }
}
