import type { AmdWebhook } from '#contracts/twilio-webhooks.ts'
import type { AppContext } from '../context.ts'
import { callOfWebhook } from './call-of-webhook.ts'
import { publishCall } from './publish.ts'

/** Writes who answered: a human, a machine, a fax. */
export async function recordAnsweredBy(
  ctx: AppContext,
  news: AmdWebhook,
  callId?: string,
): Promise<void> {
  const call = await callOfWebhook(ctx, callId, news.CallSid)
  if (call === null) return
  const current = await ctx.stores.calls.recordAnsweredBy(call.id, news.AnsweredBy)
  if (current !== null) await publishCall(ctx, current)
}
