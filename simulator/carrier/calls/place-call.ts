import { pickScenario } from '#simulator/scenarios/scenario.ts'
import { goOn, type Exchange } from '../exchange.ts'
import { startRecording } from '../recordings/record-call.ts'
import type { RecordingRequest } from '../recordings/recording.ts'
import type { Subscription, WebhookTarget } from '../twiml/program.ts'
import { answerCall, prepareSpeech } from './answer-call.ts'
import type { Call, TwimlSource } from './call.ts'
import { endCall } from './change-status.ts'
import { detectMachine, detectMachineAside, type MachineDetection } from './machine-detection.ts'
import { newCall } from './new-call.ts'
import { ring } from './ring.ts'
import { runTwiml } from './run-twiml.ts'

/** An outbound call as REST asks for it, its parameters already checked. */
export type OutboundPlan = {
  from: string
  to: string
  numberSid: string
  twiml: TwimlSource
  fallback: WebhookTarget | null
  subscription: Subscription | null
  timeoutMs: number
  timeLimitS: number | null
  recording: RecordingRequest | null
  detection: MachineDetection | null
}

/** Queues an outbound call and lets it run; the returned call is `queued`. */
export function placeCall(exchange: Exchange, plan: OutboundPlan): Call {
  const call = newCall(exchange, {
    ...plan,
    direction: 'outbound-api',
    scenario: pickScenario(exchange.scenarios, plan.to),
    status: 'queued',
  })
  runOutboundCall(exchange, call, plan).catch((error: Error) => {
    exchange.onError(error)
    endCall(exchange, call, 'failed')
  })
  return call
}

async function runOutboundCall(exchange: Exchange, call: Call, plan: OutboundPlan): Promise<void> {
  const speeches = prepareSpeech(exchange, call)
  if (!(await ring(exchange, call, plan.timeoutMs))) return
  if (!answerCall(exchange, call, speeches)) return
  if (plan.recording) startRecording(exchange, call, plan.recording)
  if (plan.detection) await startDetection(exchange, call, plan.detection)
  await runTwiml(exchange, call, plan.twiml)
}

/** Detection without a callback of its own holds the TwiML back until it knows. */
async function startDetection(
  exchange: Exchange,
  call: Call,
  detection: MachineDetection,
): Promise<void> {
  const { asyncCallback } = detection
  if (!asyncCallback) return void (await detectMachine(exchange, call, detection))
  goOn(exchange, detectMachineAside(exchange, call, { ...detection, asyncCallback }))
}
