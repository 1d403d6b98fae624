import type { Turn } from '#contracts/turn.ts'
import type { CallWatch } from './call-watch.ts'
import type { CarriedCall } from './carried-call.ts'
import type { CallMeters } from './metrics-calls.ts'
import type { Tracing } from './trace.ts'

/** Watches each call for the meters and, where there is one, for the trace. */
export type RelayWatch = {
  /** Counts the call as begun, or as carried on. */
  forCall(call: CarriedCall): CallWatch
}

export function createRelayWatch(meters: CallMeters, tracing: Tracing | null): RelayWatch {
  const { toModel, toPhone } = meters.latency
  return {
    forCall(call) {
      meters.begun(call.direction, call.streamNumber)
      const trace = tracing?.forCall(call)
      const turns = lastTold((turn) => {
        meters.turn(turn)
        trace?.turn(turn)
      })
      return {
        handled(direction, ms) {
          if (direction === 'toModel') toModel.observe(ms)
          else toPhone.observe(ms)
        },
        dropped: meters.dropped,
        error: meters.error,
        turn: turns.take,
        recovery(kind, outcome, ms) {
          meters.recovery(kind, outcome, ms)
          trace?.recovery(kind, outcome, ms)
        },
        ended(ending) {
          turns.finish()
          meters.ended(ending?.reason ?? null)
          trace?.ended(ending)
        },
      }
    },
  }
}

/** A turn is told again whenever more of it is known; `tell` gets each once, when the next one begins. */
function lastTold(tell: (turn: Turn) => void): { take(turn: Turn): void; finish(): void } {
  let current: Turn | null = null
  return {
    take(turn) {
      if (current !== null && turn.number < current.number) return
      if (current !== null && turn.number > current.number) tell(current)
      current = turn
    },
    finish() {
      if (current !== null) tell(current)
      current = null
    },
  }
}
