import { WebSocket } from 'ws'
import type { SessionSeen } from './evidence.ts'
import { QUIET, type Turn } from './model-turn.ts'
import type { Random } from './random.ts'
import type { CallerBlock } from './stamp.ts'

/** What sessions share: the clock, and who hears which caller. */
export type ModelWorld = {
  nowMs(): number
  random: Random
  /** How long a session may last, ms, asked at each opening. */
  sessionMs(): number
  /** Called with every 20 ms of a caller, by the session that hears it. */
  onHeard(session: SessionSeen, block: CallerBlock): void
  tell(session: SessionSeen, what: string): void
}

/** A session from the inside: what it needs to behave, and `seen`, what an auditor will read. */
export type SessionState = {
  readonly seen: SessionSeen
  readonly world: ModelWorld
  readonly random: Random
  /** The latest `session.update`, as sent. */
  config: Record<string, unknown>
  turn: Turn
  /** The item that the caller is speaking. */
  callerItem: string | null
  itemCount: number
  readonly timers: Set<NodeJS.Timeout>
  /** Until then it is frozen: nothing that was to happen happens. */
  stillUntilMs: number
  /** From the moment a session is closed nothing happens in it, and nothing it would have said counts. */
  isOpen(): boolean
  send(event: { type: string } & Record<string, unknown>): void
  later(ms: number, task: () => void): void
}

/** A session as it is before its first event. */
export function newSession(socket: WebSocket, number: number, world: ModelWorld): SessionState {
  const timers = new Set<NodeJS.Timeout>()
  let sent = 0
  const seen: SessionSeen = {
    number,
    call: null,
    stream: null,
    openedAtMs: world.nowMs(),
    closedAtMs: null,
    frozenUntilMs: 0,
    firstHeardAtMs: null,
    lastHeardAtMs: null,
    framesHeard: 0,
    paddingHeard: 0,
    seeds: [],
    items: [],
    responses: [],
    transcriptions: [],
    truncations: [],
    breaches: [],
  }
  return {
    seen,
    world,
    random: world.random.fork(`session ${number}`),
    config: {},
    turn: QUIET,
    callerItem: null,
    itemCount: 0,
    timers,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send(event) {
      socket.send(JSON.stringify({ event_id: `event_${(sent += 1)}`, ...event }))
    },
    stillUntilMs: 0,
    later(ms, task) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        const stillMs = this.stillUntilMs - world.nowMs()
        if (stillMs > 0) this.later(stillMs, task)
        else if (this.isOpen()) task()
      }, ms)
      timers.add(timer)
    },
  }
}
