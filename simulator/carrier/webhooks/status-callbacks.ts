import { durationS, type Call } from '../calls/call.ts'
import { eventOf } from '../calls/call-status.ts'
import { warnCall } from '../calls/warn-call.ts'
import { goOn, recordingUrl, type Exchange } from '../exchange.ts'
import { rfc2822 } from '../time/dates.ts'
import type { WebhookTarget } from '../twiml/program.ts'
import { callParameters } from './call-parameters.ts'
import type { WebhookRequest } from './send-webhook.ts'

/** Tells the subscriber about the call's present status, if that was asked for. */
export function reportStatus(exchange: Exchange, call: Call): void {
  const event = eventOf(call.status)
  const { subscription } = call
  if (!subscription || event === null || !subscription.events.includes(event)) return
  const parameters = {
    ...callParameters(exchange, call),
    ...(event === 'completed' && endParameters(exchange, call)),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(call.sequenceNumber),
    Timestamp: rfc2822(call.updatedAtMs),
  }
  call.sequenceNumber += 1
  queueCallback(exchange, call, subscription, parameters)
}

/** Sends a callback once the earlier ones of this call are through. A failure is only noted. */
export function queueCallback(
  exchange: Exchange,
  call: Call,
  target: WebhookTarget,
  parameters: Readonly<Record<string, string>>,
): void {
  const earlier = call.callbacks
  call.callbacks = sendAfter(earlier, exchange, call, { ...target, parameters })
  goOn(exchange, call.callbacks)
}

async function sendAfter(
  earlier: Promise<void>,
  exchange: Exchange,
  call: Call,
  request: WebhookRequest,
): Promise<void> {
  await earlier
  const answer = await exchange.send(request)
  if (!answer.ok) warnCall(exchange, call, answer.code, answer.problem)
}

function endParameters(exchange: Exchange, call: Call): Record<string, string> {
  const seconds = durationS(call, exchange.timeline.nowMs())
  const recording = exchange.recordings
    .list()
    .find(({ callSid, source }) => callSid === call.sid && source === 'OutboundAPI')
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    ...(call.sipResponseCode !== null && { SipResponseCode: String(call.sipResponseCode) }),
    ...(call.error && { ErrorCode: String(call.error.code), ErrorMessage: call.error.text }),
    ...(recording && {
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(exchange, recording.sid),
    }),
  }
}
