import type { StatusWebhook } from '#contracts/twilio-webhooks.ts'
import { carrierEnd } from '#core/call/carrier-end.ts'
import type { AppContext } from '../context.ts'
import type { CallEnding } from '#core/call/effects.ts'
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

/** Null: the call goes on. A failed one says what the carrier said. */
function endOf(news: StatusWebhook): CallEnding | null {
  const end = carrierEnd(news.CallStatus, { reason: 'caller-hung-up', by: 'caller' })
  return end?.reason === 'carrier-failed' ? { ...end, error: errorOf(news) } : end
}

function errorOf({ ErrorCode, ErrorMessage, SipResponseCode }: StatusWebhook) {
  const code = ErrorCode ?? SipResponseCode ?? 'failed'
  const sip = SipResponseCode === undefined ? '' : `, SIP ${SipResponseCode}`
  return { code, message: ErrorMessage ?? `The carrier could not connect the call${sip}.` }
}
