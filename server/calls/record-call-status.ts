import type { CarrierStatus, StatusWebhook } from '#contracts/twilio-webhooks.ts'
import { unreachable } from '#core/unreachable.ts'
import type { AppContext } from '../context.ts'
import type { CallEnd } from '../storage/stores.ts'
import { callOfWebhook } from './call-of-webhook.ts'
import { publishCall } from './publish.ts'
import { timeOfNews } from './time-of-news.ts'

/**
 * Writes what the carrier reports of a call's status. Why it ended is taken from
 * the report only where nobody has written a reason before: whoever ends a call
 * on purpose says so first. News of a call that is not ours changes nothing.
 */
export async function recordCallStatus(
  ctx: AppContext,
  news: StatusWebhook,
  callId?: string,
): Promise<void> {
  const call = await callOfWebhook(ctx, callId, news.CallSid)
  if (call === null) return ctx.logger.warn({ callSid: news.CallSid }, 'status of an unknown call')
  const end = endOf(news)
  if (news.AnsweredBy !== undefined) {
    await ctx.stores.calls.recordAnsweredBy(call.id, news.AnsweredBy)
  }
  const current = await ctx.stores.calls.recordStatus(call.id, {
    status: news.CallStatus,
    at: timeOfNews(news.Timestamp, ctx.clock.now()),
    ...(news.CallDuration !== undefined && { carrierSeconds: news.CallDuration }),
    ...(end !== null && { end }),
  })
  if (current !== null) await publishCall(ctx, current)
}

/** Null: the call goes on. */
function endOf(news: StatusWebhook): CallEnd | null {
  const status: CarrierStatus = news.CallStatus
  switch (status) {
    case 'queued':
    case 'initiated':
    case 'ringing':
    case 'in-progress':
      return null
    case 'completed':
      return { reason: 'caller-hung-up', by: 'caller' }
    case 'busy':
    case 'no-answer':
    case 'canceled':
      return { reason: status, by: 'carrier' }
    case 'failed':
      return { reason: 'carrier-failed', by: 'carrier', error: errorOf(news) }
    default:
      return unreachable(status)
  }
}

function errorOf({ ErrorCode, ErrorMessage, SipResponseCode }: StatusWebhook) {
  const code = ErrorCode ?? SipResponseCode ?? 'failed'
  const sip = SipResponseCode === undefined ? '' : `, SIP ${SipResponseCode}`
  return { code, message: ErrorMessage ?? `The carrier could not connect the call${sip}.` }
}
