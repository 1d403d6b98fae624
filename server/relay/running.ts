import type { Turn } from '#contracts/turn.ts'
import type { TimerName } from '#core/call/effects.ts'
import type { SessionEvent } from '#core/call/session-event.ts'
import type { CallSession } from '#core/call/session.ts'
import type { RealtimeSocket } from '../openai/realtime-socket.ts'
import type { CallPorts } from './call-ports.ts'
import type { CallerTape } from './caller-tape.ts'
import type { CarriedCall } from './carried-call.ts'
import type { EventLog } from './event-log.ts'

/** One call as this process runs it. What the call itself is like is all in `session`. */
export type Running = {
  readonly call: CarriedCall
  readonly ports: CallPorts
  readonly log: EventLog
  readonly tape: CallerTape
  readonly timers: Map<TimerName, NodeJS.Timeout>
  /** By their number: the one in use, and the one that may take over from it. */
  readonly models: Map<number, RealtimeSocket>
  readonly turns: Map<number, Turn>
  session: CallSession
  answer: readonly string[]
  /** Agent audio that the caller's socket could not take, in bytes, since it last could. */
  congestedBytes: number
  /** Feeds the call what happened, at `nowMs` of the monotonic clock. */
  readonly take: (event: SessionEvent, nowMs?: number) => void
}

/** The socket of the model session in use. */
export function modelInUse(running: Running): RealtimeSocket | undefined {
  return running.models.get(running.session.model.number)
}
