import type { Call } from '#contracts/call.ts'
import type { FeedChange } from '#contracts/feed.ts'
import { carrierEnd } from '#core/call/carrier-end.ts'
import { owesFallback } from '#core/call/fallback.ts'
import { isFinal } from '#core/call/status.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { CallEnding } from '#core/call/effects.ts'
import type { Stores } from '../storage/stores.ts'
import type { Carrier } from '../twilio/rest.ts'
import { isAlive } from './relay-lease.ts'

export type ReconcilePorts = {
  stores: Pick<Stores, 'calls' | 'relays'>
  carrier: Pick<Carrier, 'callStatus' | 'endCall'>
  clock: Clock
  publish: (change: FeedChange) => void
  logger: Logger
}

/**
 * Asks the carrier about every call that is live as far as we know: callbacks
 * get lost while a process is down. Whatever has ended there ends here, and what
 * was meant to end here is ended there. Answers how many calls it ended; calls
 * the carrier cannot be asked about stay as they are.
 */
export async function reconcileCalls(ports: ReconcilePorts): Promise<number> {
  let ended = 0
  for (const call of await ports.stores.calls.live()) {
    const outcome = await reconcileCall(ports, call)
    if (outcome === 'unreachable') break
    if (outcome === 'ended') ended += 1
  }
  return ended
}

/** Asks the carrier about one call, and records what it says. */
export async function reconcileCall(
  ports: ReconcilePorts,
  call: Call,
): Promise<'ended' | 'live' | 'unreachable'> {
  const news = await readNews(ports, call)
  if (news === 'unreachable') return news
  if (!isFinal(news?.status ?? call.status)) {
    await (isOverdue(call, ports.clock.now()) ? endOverdue(ports, call) : endForgotten(ports, call))
  }
  if (news === null) return 'live'
  const changed = await ports.stores.calls.recordStatus(call.id, news)
  if (changed !== null) ports.publish({ kind: 'call', call: changed })
  return isFinal(news.status) ? 'ended' : 'live'
}

/** A dial takes seconds; a row without a SID for longer belongs to a process that died over it. */
const DIAL_MS_MAX = 60_000

type News = Parameters<Stores['calls']['recordStatus']>[1]

/** Null: nothing new. */
async function readNews(ports: ReconcilePorts, call: Call): Promise<News | null | 'unreachable'> {
  const now = new Date(ports.clock.now())
  if (call.callSid === null) {
    const isDialling = now.getTime() - Date.parse(call.createdAt) < DIAL_MS_MAX
    return isDialling ? null : failed(now, 'dial-unconfirmed', NEVER_CONFIRMED)
  }
  const found = await ports.carrier.callStatus(call.callSid)
  if (found.ok) {
    if (found.status === call.status) return null
    const { status, carrierSeconds, endedAt } = found
    const end = carrierEnd(status, await unseenEnd(ports, call))
    return {
      status,
      at: endedAt ?? now,
      ...(carrierSeconds !== null && { carrierSeconds }),
      ...(end !== null && { end }),
    }
  }
  if (found.status === 404) return failed(now, String(found.code ?? 404), UNKNOWN_THERE)
  ports.logger.warn(
    { callId: call.id, code: found.code, problem: found.problem },
    'the carrier could not be asked about a live call',
  )
  return found.problem === 'carrier-unreachable' ? 'unreachable' : null
}

const NEVER_CONFIRMED =
  'The carrier never confirmed this dial: the process that placed it stopped in between.'
const UNKNOWN_THERE = 'The carrier does not know this call.'

function failed(at: Date, code: string, message: string): News {
  return {
    status: 'failed',
    at,
    end: { reason: 'carrier-failed', by: 'system', error: { code, message } },
  }
}

/** Nobody saw who hung up on a call that ran; it may be known that its relay was gone. */
async function unseenEnd({ stores, clock }: ReconcilePorts, call: Call): Promise<CallEnding> {
  const carriage = await stores.relays.carriage(call.id)
  const relayId = carriage?.relayId ?? null
  if (relayId === null) return { reason: 'unknown', by: 'system' }
  const relay = await stores.relays.find(relayId)
  const isLost = relay === null || !isAlive(relay, clock.now())
  return { reason: isLost ? 'relay-lost' : 'unknown', by: 'system' }
}

/** The relay ends a call by its longest duration, the carrier a minute later where it was told of it. */
const OVERDUE_MS = 120_000

/** Whether whoever should have ended a call by its longest duration did not: its relay hangs, perhaps. */
function isOverdue({ answeredAt, endReason, config }: Call, nowMs: number): boolean {
  if (answeredAt === null || endReason !== null) return false
  return nowMs - Date.parse(answeredAt) > config.longestCallMinutes * 60_000 + OVERDUE_MS
}

async function endOverdue({ stores, carrier, logger }: ReconcilePorts, call: Call): Promise<void> {
  if (call.callSid === null) return
  await stores.calls.recordEnd(call.id, { reason: 'max-duration', by: 'system' })
  const ended = await carrier.endCall(call.callSid)
  logger.warn({ callId: call.id, ended: ended.ok }, 'a call had outlasted its longest duration')
}

/**
 * A call whose end was written but whose carrier was not told, because the relay
 * died in between, or was not heard. A caller who is told of a failure, or
 * talks to somebody else because of one, is left alone: that ends by itself.
 */
async function endForgotten({ carrier, logger }: ReconcilePorts, call: Call): Promise<void> {
  if (call.endReason === null || call.callSid === null) return
  if (owesFallback(call.endReason) && call.config.fallback.mode !== 'hangUp') return
  const ended = await carrier.endCall(call.callSid)
  logger.warn({ callId: call.id, ended: ended.ok }, 'a call that was meant to end was still up')
}
