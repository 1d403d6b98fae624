import { relayNote, type Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { isQuiet } from './quiet.ts'
import type { CallSession, Step } from './session.ts'
import { settleLines } from './settle-lines.ts'

/**
 * Leaves the call to whichever stream carries it on: both sockets close, every
 * line is settled, and no end is written. What becomes of the call is decided
 * when the carrier asks what to do after its stream. A call whose goodbye was on
 * its way ends: nobody is connected again to an agent that has taken its leave.
 */
export function letGo(session: CallSession, note: Effect, nowMs: number): Step {
  if (session.closing !== null) return endCall(session, session.closing.ending, nowMs)
  const settled = settleLines(session, nowMs)
  const { model, standby } = session
  const numbers = [model.number, ...(standby === null ? [] : [standby.number])]
  return {
    session: {
      ...settled.session,
      phase: { name: 'ended', ending: null },
      callerSpeaking: false,
      standby: null,
    },
    effects: [
      ...settled.effects,
      note,
      { to: 'clock', do: 'cancelAll' },
      ...numbers.map((number) => ({ to: 'model', do: 'close', number }) as const),
      { to: 'phone', do: 'close' },
    ],
  }
}

/** The relay is leaving: at once, or when nobody would notice. */
export function handOver(session: CallSession, atOnce: boolean, nowMs: number): Step {
  if (atOnce) return letGo(session, relayNote('call.handed-over'), nowMs)
  return handOverWhenQuiet({ ...session, handingOver: true }, nowMs)
}

/** A call that shall be handed over goes when nothing would be cut; one that is about to end anyway ends. */
export function handOverWhenQuiet(session: CallSession, nowMs: number): Step {
  if (!session.handingOver || session.closing !== null || !isQuiet(session)) {
    return { session, effects: [] }
  }
  return letGo(session, relayNote('call.handed-over'), nowMs)
}
