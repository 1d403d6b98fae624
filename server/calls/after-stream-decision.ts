import type { Fallback } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { owesFallback } from '#core/call/fallback.ts'
import { isFinal } from '#core/call/status.ts'
import { unreachable } from '#core/unreachable.ts'

/** What becomes of a call whose media stream is over. */
export type AfterStream =
  | { do: 'hangUp' }
  | { do: 'say'; text: string }
  | { do: 'transfer'; to: string }
  | { do: 'reconnect' }
  /** A relay may come back any moment. */
  | { do: 'wait' }
  /** No relay has carried the call for too long, or too many have: it ends, with its reason. */
  | { do: 'giveUp' }

export type Situation = {
  call: Pick<Call, 'status' | 'endReason' | 'config'>
  /** The caller has already been told, or transferred, because no model or relay was left. */
  fellBack: boolean
  /** How many streams have carried the call. */
  streams: number
  /** For how long none has, ms. */
  gapMs: number
  /** Some relay takes calls right now. */
  relayTakesCalls: boolean
}

/**
 * Decides what the carrier does next with a call whose stream is over: one that
 * was meant to end ends, with the agent's fallback where a failure of ours ended
 * it; any other goes on with a relay that lives, as long as the caller can be
 * expected to wait for one.
 */
export function decideAfterStream(situation: Situation): AfterStream {
  const { call, fellBack, streams, gapMs, relayTakesCalls } = situation
  if (isFinal(call.status)) return { do: 'hangUp' }
  if (call.endReason !== null) {
    const isOver = fellBack || !owesFallback(call.endReason)
    return isOver ? { do: 'hangUp' } : fallBack(call.config.fallback)
  }
  if (streams >= STREAMS_MAX || gapMs > GAP_MS_MAX) return { do: 'giveUp' }
  return { do: relayTakesCalls ? 'reconnect' : 'wait' }
}

/** A call that loses its stream more often than this does not lose it by chance. */
const STREAMS_MAX = 20
/** Longer than this nobody holds on to a silent line. */
export const GAP_MS_MAX = 30_000

function fallBack(fallback: Fallback): AfterStream {
  switch (fallback.mode) {
    case 'hangUp':
      return { do: 'hangUp' }
    case 'sentence':
      return { do: 'say', text: fallback.text }
    case 'transfer':
      return { do: 'transfer', to: fallback.to }
    default:
      return unreachable(fallback)
  }
}
