import type { Call } from '#contracts/call.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import type { CarrierFailure } from '../twilio/carrier-failure.ts'
import { carrierRefusal } from './carrier-refusal.ts'
import { publishCall } from './publish.ts'
import { takeEarlyRecordings } from './take-early-recordings.ts'
import { webhookUrls } from './webhook-urls.ts'
import { carrierRecords } from './who-records.ts'

/** Asks the carrier to place a call that has its row, and writes down what the carrier says. */
export async function dial(
  ctx: AppContext,
  call: Call,
  detectAnsweringMachine: boolean,
): Promise<{ ok: true; call: Call; created: true } | Refusal> {
  const urls = webhookUrls(ctx.config, call.id)
  const placed = await ctx.carrier.placeCall({
    to: call.to,
    from: call.from,
    twimlUrl: urls.voice,
    statusCallbackUrl: urls.status,
    recording: carrierRecords(ctx.config, call.config) ? { callbackUrl: urls.recording } : null,
    answeringMachine: detectAnsweringMachine ? { callbackUrl: urls.answeringMachine } : null,
    timeLimitSeconds: call.config.longestCallMinutes * 60 + GOODBYE_SECONDS,
    ringTimeoutSeconds: RING_TIMEOUT_SECONDS,
  })
  if (!placed.ok) return recordRefusal(ctx, call, placed)
  await ctx.stores.calls.attachSid(call.id, placed.callSid)
  void takeEarlyRecordings(ctx, { callId: call.id, callSid: placed.callSid })
  const stands = await ctx.stores.calls.recordStatus(call.id, {
    status: placed.status,
    at: new Date(ctx.clock.now()),
  })
  const current = stands ?? call
  // Somebody may have ended it while the carrier was still thinking.
  if (current.endReason !== null && current.endedAt === null) {
    await ctx.carrier.endCall(placed.callSid)
  }
  await publishCall(ctx, current)
  return { ok: true, call: current, created: true }
}

/** The relay ends a call that gets too long; the carrier does where that fails, once the goodbye is over. */
const GOODBYE_SECONDS = 60
const RING_TIMEOUT_SECONDS = 45

async function recordRefusal(
  ctx: AppContext,
  call: Call,
  failure: CarrierFailure,
): Promise<Refusal> {
  const refusal = carrierRefusal(failure)
  const code = failure.code === null ? 'unreachable' : String(failure.code)
  const failed = await ctx.stores.calls.recordStatus(call.id, {
    status: 'failed',
    at: new Date(ctx.clock.now()),
    end: { reason: 'carrier-refused', by: 'carrier', error: { code, message: refusal.detail } },
  })
  await publishCall(ctx, failed ?? call)
  return refusal
}
