import { setTimeout as pause } from 'node:timers/promises'
import type { Call } from '#contracts/call.ts'
import type { AfterStreamQuery } from '#contracts/rest/webhook-endpoints.ts'
import type { AfterStreamWebhook } from '#contracts/twilio-webhooks.ts'
import { isFinal } from '#core/call/status.ts'
import { unreachable } from '#core/unreachable.ts'
import type { AppContext } from '../context.ts'
import { checkTransfer } from '../spending/check-transfer.ts'
import {
  renderHangup,
  renderReconnect,
  renderSorry,
  renderTransfer,
  renderWait,
} from '../twilio/twiml.ts'
import { decideAfterStream, GAP_MS_MAX, type AfterStream } from './after-stream-decision.ts'
import { callOfWebhook } from './call-of-webhook.ts'
import { hasFallenBack, noteFallback } from './fallback-note.ts'
import { mintTicket, spentTicket } from './mint-ticket.ts'
import { ourNumber } from './our-number.ts'
import { publishCall } from './publish.ts'
import { relayTakesCalls } from './relay-takes-calls.ts'
import { afterStreamUrl, streamUrl } from './webhook-urls.ts'

/**
 * Answers the carrier's question what to do with a call whose media stream is
 * over, from what the database holds: the stream may have ended because the call
 * did, or because its relay died, left or lost it. Asked twice, it answers twice;
 * only a fallback is given once. A question about a stream that is not the last
 * one gets an answer that opens nothing. A database that is away is waited for, too.
 */
export async function afterStream(
  ctx: AppContext,
  news: AfterStreamWebhook,
  query: AfterStreamQuery,
): Promise<string> {
  try {
    return await answer(ctx, news, query)
  } catch (error) {
    ctx.logger.error({ err: error, callId: query.callId }, 'a call without a stream has to wait')
    return waitBlindly(ctx, query)
  }
}

function waitBlindly(ctx: AppContext, query: AfterStreamQuery): string {
  const now = ctx.clock.now()
  const { since = now } = query
  if (now - since > GAP_MS_MAX) return renderHangup()
  return renderWait(afterStreamUrl(ctx.config, { ...query, since }), PAUSE_SECONDS)
}

async function answer(
  ctx: AppContext,
  news: AfterStreamWebhook,
  query: AfterStreamQuery,
): Promise<string> {
  const found = await callOfWebhook(ctx, query.callId, news.CallSid)
  if (found === null || (news.CallStatus !== undefined && isFinal(news.CallStatus))) {
    return renderHangup()
  }
  const gap = await findGap(ctx, found.id, query)
  const call = gap.isStale ? found : await letGo(ctx, found)
  const over = { ...gap, call, callSid: news.CallSid }
  return carryOut(ctx, over, await decide(ctx, over))
}

/** A call without a stream. */
type Over = Gap & {
  call: Call
  callSid: string
}

type Gap = {
  /** How many streams have carried the call. */
  streams: number
  /** Since when none does, ms. */
  since: number
  /** How often it was connected since then, in vain. */
  tries: number
  /** The stream asked about is not the last one: this question was answered before. */
  isStale: boolean
}

/**
 * One stream more than when this address was written means that one did carry the
 * call, and a new gap begins. Unless the ticket that went with the address opened
 * it, that stream came of another answer, and may well be up.
 */
async function findGap(ctx: AppContext, callId: string, query: AfterStreamQuery): Promise<Gap> {
  const now = ctx.clock.now()
  const carriage = await ctx.stores.relays.carriage(callId)
  const { streams, ticketHash } = carriage ?? { streams: 0, ticketHash: null }
  const { stream = streams, ticket = null, since = now, tries } = query
  if (streams <= stream) return { streams, since: Math.min(since, now), tries, isStale: false }
  const isLast = streams === stream + 1 && ticket === ticketHash
  return { streams, since: now, tries: 0, isStale: !isLast }
}

/**
 * Whoever still holds the call must not speak into a line that is gone. What it
 * knows of the call's end may have been written meanwhile, so the call is read again.
 */
async function letGo(ctx: AppContext, call: Call): Promise<Call> {
  if (call.endReason !== null) return call
  await ctx.relay.command(call.id, { do: 'letGo' })
  return (await ctx.stores.calls.find(call.id)) ?? call
}

async function decide(ctx: AppContext, over: Over): Promise<AfterStream> {
  const { call, streams } = over
  const fellBack = call.endReason !== null && (await hasFallenBack(ctx, over))
  const situation = { call, fellBack, streams, gapMs: ctx.clock.now() - over.since }
  const first = decideAfterStream({ ...situation, relayTakesCalls: true })
  if (first.do !== 'reconnect') return first
  return decideAfterStream({ ...situation, relayTakesCalls: await untilRelayTakesCalls(ctx) })
}

async function untilRelayTakesCalls(ctx: AppContext): Promise<boolean> {
  for (let look = 1; ; look += 1) {
    if (await relayTakesCalls(ctx)) return true
    if (look === LOOKS) return false
    await pause(LOOK_EVERY_MS)
  }
}

/** Together four seconds, and with a relay's silence some more: well under the 15 s that the carrier waits. */
const LOOKS = 16
const LOOK_EVERY_MS = 250

async function carryOut(ctx: AppContext, over: Over, decided: AfterStream): Promise<string> {
  const { call } = over
  switch (decided.do) {
    case 'hangUp':
      return renderHangup()
    case 'say':
      await noteFallback(ctx, over, 'fallback.said')
      return renderSorry(decided.text, call.config.transcription.language)
    case 'transfer':
      return transfer(ctx, over, decided.to)
    case 'reconnect':
      return reconnect(ctx, over)
    case 'wait': {
      const { streams: stream, since, tries } = over
      const url = afterStreamUrl(ctx.config, { callId: call.id, stream, since, tries })
      return renderWait(url, PAUSE_SECONDS)
    }
    case 'giveUp':
      return giveUp(ctx, over)
    default:
      return unreachable(decided)
  }
}

/**
 * Rings somebody else, if the house's limits allow that number now; where they
 * do not, the caller hears a sentence. What is bought is bounded as a call is.
 */
async function transfer(ctx: AppContext, over: Over, to: string): Promise<string> {
  const { call } = over
  const barred = await checkTransfer(ctx, to)
  if (barred !== null) {
    ctx.logger.warn({ callId: call.id, limit: barred.limit }, 'a transfer was not allowed')
    await noteFallback(ctx, over, 'fallback.said')
    return renderSorry(NOT_TRANSFERRED, call.config.transcription.language)
  }
  await noteFallback(ctx, over, 'fallback.transferred')
  return renderTransfer({
    to,
    callerId: ourNumber(ctx.config, call),
    ringSeconds: RING_SECONDS,
    longestSeconds: call.config.longestCallMinutes * 60,
  })
}

const NOT_TRANSFERRED = 'Sorry, we have a technical problem. Please call again later.'
const RING_SECONDS = 30
const PAUSE_SECONDS = 2

/** The second try in a row that found no stream waits a second, so that a carrier that is refused does not spin. */
async function reconnect(ctx: AppContext, over: Over): Promise<string> {
  const { call, callSid, streams: stream, since, tries, isStale } = over
  const { ticket, hash } = isStale
    ? spentTicket()
    : await mintTicket(ctx, { callId: call.id, callSid, streamNumber: stream })
  const next = { callId: call.id, stream, ticket: hash, since, tries: tries + 1 }
  return renderReconnect({
    streamUrl: streamUrl(ctx.config),
    ticket,
    afterStreamUrl: afterStreamUrl(ctx.config, next),
    pauseSeconds: tries > 0 ? 1 : 0,
  })
}

/** Whatever reason stands by then decides what the caller gets. */
async function giveUp(ctx: AppContext, over: Over): Promise<string> {
  const end = { reason: 'relay-lost', by: 'system' } as const
  const call = await ctx.stores.calls.recordEnd(over.call.id, end)
  if (call === null) return renderHangup()
  void publishCall(ctx, call)
  const ended = { ...over, call }
  return carryOut(ctx, ended, await decide(ctx, ended))
}
