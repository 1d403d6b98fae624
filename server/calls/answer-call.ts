import type { Call, Direction } from '#contracts/call.ts'
import type { VoiceWebhook } from '#contracts/twilio-webhooks.ts'
import { isFinal } from '#core/call/status.ts'
import { defaultAgent } from '../agents/default-agent.ts'
import type { AppContext } from '../context.ts'
import { houseLimits } from '../spending/house-limits.ts'
import { renderAnswer, renderHangup } from '../twilio/twiml.ts'
import { callOfWebhook } from './call-of-webhook.ts'
import { effectiveConfig, withLongest } from './effective-config.ts'
import { publishCall } from './publish.ts'
import { mintTicket, spentTicket } from './mint-ticket.ts'
import { takeEarlyRecordings } from './take-early-recordings.ts'
import { afterStreamUrl, streamUrl, webhookUrls } from './webhook-urls.ts'
import { carrierRecords } from './who-records.ts'

/**
 * Answers the carrier's question what to do with a call: connect its audio to
 * the relay, by a ticket that opens the call's first stream within a minute, and
 * nothing once there was one. An inbound call gets its row here, once, however
 * often the carrier asks. A call that somebody has ended meanwhile is hung up.
 * `isRepeated`: this very question was answered before. While no stream has come
 * of that, the answer may have been lost, and is given again; afterwards it is
 * given without another row.
 */
export async function answerCall(
  ctx: AppContext,
  news: VoiceWebhook,
  { callId, isRepeated }: { callId: string | undefined; isRepeated: boolean },
): Promise<string> {
  const known = await callOfWebhook(ctx, callId, news.CallSid)
  // A question that comes late would bring it back.
  if (known === null && (await ctx.stores.tombstones.isDeletedCall(news.CallSid))) {
    return renderHangup()
  }
  const call = known ?? (await createFromWebhook(ctx, news))
  if (isFinal(call.status) || call.endReason !== null) return renderHangup()
  const isUsed = isRepeated && (await hasHadStream(ctx, call.id))
  const stream = { callId: call.id, callSid: news.CallSid, streamNumber: 0 }
  const [{ ticket, hash }] = isUsed
    ? [spentTicket()]
    : await Promise.all([mintTicket(ctx, stream), recordAnswered(ctx, call)])
  const { recording } = webhookUrls(ctx.config, call.id)
  return renderAnswer({
    streamUrl: streamUrl(ctx.config),
    ticket,
    afterStreamUrl: afterStreamUrl(ctx.config, { callId: call.id, stream: 0, ticket: hash }),
    recording: isRecordedHere(ctx, call) ? { callbackUrl: recording } : null,
  })
}

async function hasHadStream(ctx: AppContext, callId: string): Promise<boolean> {
  const carriage = await ctx.stores.relays.carriage(callId)
  return carriage !== null && carriage.streams > 0
}

/** Outbound calls are recorded by the request that places them; twice would be two recordings. */
function isRecordedHere(ctx: AppContext, call: Call): boolean {
  return call.direction === 'inbound' && carrierRecords(ctx.config, call.config)
}

/**
 * No callback says that an inbound call was answered: our own answer is what
 * answers it. The feed is told without the caller waiting for that.
 */
async function recordAnswered(ctx: AppContext, call: Call): Promise<void> {
  const answered = await ctx.stores.calls.recordStatus(call.id, {
    status: 'in-progress',
    at: new Date(ctx.clock.now()),
  })
  void publishCall(ctx, answered ?? call)
}

async function createFromWebhook(ctx: AppContext, news: VoiceWebhook): Promise<Call> {
  const [agent, limits] = await Promise.all([defaultAgent(ctx), houseLimits(ctx)])
  const config = withLongest(agent.config, limits.longestCallMinutes)
  const { call } = await ctx.stores.calls.create({
    callSid: news.CallSid,
    direction: directionOf(news),
    from: news.From,
    to: news.To,
    status: 'ringing',
    agentId: agent.id,
    agentName: agent.name,
    config: effectiveConfig(ctx.config, config),
  })
  // The caller does not wait for it.
  void takeEarlyRecordings(ctx, { callId: call.id, callSid: news.CallSid })
  return call
}

/** `inbound`, `outbound-api` or `outbound-dial` (Twilio's docs, "Call resource: direction"). */
function directionOf(news: VoiceWebhook): Direction {
  return news.Direction.startsWith('outbound') ? 'outbound' : 'inbound'
}
