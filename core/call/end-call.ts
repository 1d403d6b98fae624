import { unreachable } from '../unreachable.ts'
import { relayNote, type CallEnding, type Effect } from './effects.ts'
import { owesFallback } from './fallback.ts'
import type { CallSession, Step } from './session.ts'
import { settleLines } from './settle-lines.ts'

/**
 * Ends a call, once: both legs are closed, every line is settled, and the
 * reason is written. Where the caller has not left by themselves the carrier is
 * asked to hang up as well, unless the agent has something left for a caller
 * whose model is gone: then the carrier asks for it when the stream is over.
 */
export function endCall(session: CallSession, ending: CallEnding, nowMs: number): Step {
  if (session.phase.name === 'ended') return { session, effects: [] }
  const settled = settleLines(session, nowMs)
  const { model, standby } = session
  const numbers = [model.number, ...(standby === null ? [] : [standby.number])]
  const effects: Effect[] = [
    ...settled.effects,
    { to: 'store', do: 'saveEnd', end: ending },
    relayNote('call.ended', { ...ending }),
    { to: 'clock', do: 'cancelAll' },
    ...numbers.map((number) => ({ to: 'model', do: 'close', number }) as const),
    { to: 'phone', do: 'close' },
  ]
  if (!callerIsGone(ending) && !hasFallback(session, ending)) {
    effects.push({ to: 'carrier', do: 'endCall' })
  }
  return {
    session: {
      ...settled.session,
      phase: { name: 'ended', ending },
      callerSpeaking: false,
      standby: null,
    },
    effects,
  }
}

/** The model is gone for good, and the agent has a sentence or a number for that. */
function hasFallback(session: CallSession, ending: CallEnding): boolean {
  if (session.config.fallback.mode === 'hangUp') return false
  return owesFallback(ending.reason)
}

function callerIsGone(ending: CallEnding): boolean {
  switch (ending.by) {
    case 'caller':
      return true
    case 'agent':
    case 'operator':
    case 'carrier':
    case 'model':
    case 'system':
      return false
    default:
      return unreachable(ending.by)
  }
}
