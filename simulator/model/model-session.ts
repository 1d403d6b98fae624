import { parseClientEvent } from './client-events.ts'
import { handleEvent } from './handle-event.ts'
import { watchForIdleness } from './idle.ts'
import {
  after,
  createLiveSession,
  emit,
  endSession,
  refuse,
  wireSession,
  type SessionPorts,
} from './live-session.ts'
import { refusal } from './wire-error.ts'

export type ModelSession = {
  /** Takes one message of the client. */
  receive(text: string): void
  /** Ends the session without a word: the client has gone. */
  end(): void
}

export type SessionOptions = {
  model: string
  sessionMs: number
  /** Called when the session has reached its greatest age, after the error has been sent. */
  onExpired(): void
}

/** Opens a Realtime session: `session.created` goes out first, then it answers what it receives. */
export function openModelSession(ports: SessionPorts, options: SessionOptions): ModelSession {
  const expiresAtS = Math.floor((ports.clock.nowMs() + options.sessionMs) / 1_000)
  const session = createLiveSession(options.model, expiresAtS, ports)
  session.onAnswered = (playbackMs) => watchForIdleness(session, playbackMs)
  emit(session, { type: 'session.created', session: wireSession(session) })
  after(session, options.sessionMs, () => {
    const minutes = Math.round(options.sessionMs / 60_000)
    const message = `Your session hit the maximum duration of ${minutes} minutes.`
    refuse(session, refusal('session_expired', message))
    options.onExpired()
  })
  return {
    receive(text) {
      const parsed = parseClientEvent(text)
      if (parsed.ok) handleEvent(session, parsed.event)
      else refuse(session, parsed.error, parsed.eventId)
    },
    end: () => endSession(session),
  }
}
