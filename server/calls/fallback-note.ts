import type { CallEvent } from '#contracts/call-event.ts'
import { numbersPerStream } from '#core/call/session.ts'
import type { AppContext } from '../context.ts'
import { publish } from './publish.ts'

type Over = { call: { id: string }; streams: number }

/**
 * Enters in the call's event log what the caller got when no model or relay was
 * left. That entry is also how it is known that they got it.
 */
export async function noteFallback(
  ctx: AppContext,
  { call, streams }: Over,
  type: 'fallback.said' | 'fallback.transferred',
): Promise<void> {
  const event: CallEvent = {
    seq: placeOf(streams),
    at: new Date(ctx.clock.now()).toISOString(),
    atMs: null,
    source: 'relay',
    flow: 'out',
    type,
    data: {},
  }
  await ctx.stores.events.append(call.id, [event])
  void publish(ctx, { kind: 'event', callId: call.id, event })
}

/** Whether the caller has had the fallback. */
export async function hasFallenBack(ctx: AppContext, { call, streams }: Over): Promise<boolean> {
  const afterSeq = placeOf(streams) - 1
  const events = await ctx.stores.events.list(call.id, { afterSeq, limit: 1 })
  return events.length > 0
}

/** Every stream's events have numbers of their own; the first after the last stream's is free. */
function placeOf(streams: number): number {
  return Math.max(1, streams) * numbersPerStream
}
