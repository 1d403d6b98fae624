import { isFinal } from '#core/call/status.ts'
import type { LiveState } from './live-state.ts'

/**
 * Lets go of the oldest ended calls once more than `sessionsMax` are kept, so
 * that a console which is open all day does not grow. Says which, so that their
 * pages read REST again.
 */
export function forgetOldSessions(
  state: LiveState,
  sessionsMax: number,
): { state: LiveState; forgotten: readonly string[] } {
  const surplus = state.sessions.size - sessionsMax
  if (surplus <= 0) return { state, forgotten: [] }
  const forgotten = [...state.sessions.keys()]
    .filter((callId) => hasEnded(state, callId))
    .slice(0, surplus)
  if (forgotten.length === 0) return { state, forgotten }
  const sessions = new Map(state.sessions)
  for (const callId of forgotten) sessions.delete(callId)
  return { state: { ...state, sessions }, forgotten }
}

function hasEnded(state: LiveState, callId: string): boolean {
  const call = state.calls.get(callId)
  return call !== undefined && isFinal(call.status)
}
