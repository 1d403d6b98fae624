import { configureNew } from './configure.ts'
import { relayNote, type ModelLoss } from './effects.ts'
import { modelReadyMs } from './model-loss.ts'
import { isQuiet } from './quiet.ts'
import { wrongFormat, type OpenedSession } from './session-opened.ts'
import type { CallSession, Standby, Step } from './session.ts'
import { takeOver } from './take-over.ts'

const tryAgainMs = 5_000

/** Time for a successor; one that has not got ready by now gives way to another. */
export function rotate(session: CallSession): Step {
  if (session.standby === null) return openStandby(session)
  return session.standby.ready ? { session, effects: [] } : dropStandby(session)
}

/** Opens the successor beside the session in use, which goes on meanwhile. */
function openStandby(session: CallSession): Step {
  if (session.phase.name !== 'live') return { session, effects: [] }
  const { nextModel: number, config } = session
  return {
    session: {
      ...session,
      nextModel: number + 1,
      standby: {
        number,
        modelSessionId: null,
        configured: false,
        ready: false,
        expiresAtMs: null,
      },
    },
    effects: [
      { to: 'model', do: 'open', number, model: config.model },
      { to: 'clock', do: 'wake', timer: 'rotate', afterMs: modelReadyMs },
    ],
  }
}

export function standbyOpened(session: CallSession, standby: Standby, opened: OpenedSession): Step {
  if (standby.configured) return { session, effects: [] }
  const modelSessionId = opened.id ?? null
  return {
    session: { ...session, standby: { ...standby, modelSessionId, configured: true } },
    effects: [configureNew(session, standby.number)],
  }
}

export function standbyConfigured(
  session: CallSession,
  standby: Standby,
  configured: OpenedSession,
): Step {
  if (standby.ready || !standby.configured) return { session, effects: [] }
  if (wrongFormat(configured) !== null) return dropStandby(session)
  return {
    session: { ...session, standby: { ...standby, ready: true } },
    effects: [{ to: 'clock', do: 'cancel', timer: 'rotate' }],
  }
}

/** The successor did not come up; the session in use still lives, so there is time for another. */
export function standbyLost(session: CallSession, loss: ModelLoss): Step {
  const dropped = dropStandby(session)
  const { reason, error } = loss.ending
  const note = relayNote('rotation.delayed', { cause: reason, code: error?.code })
  return { session: dropped.session, effects: [...dropped.effects, note] }
}

/** At a pause nobody hears the change. */
export function takeOverWhenQuiet(session: CallSession, nowMs: number): Step {
  return isQuiet(session) ? takeOverNow(session, nowMs) : { session, effects: [] }
}

/** The session in use is about to end: better in the middle of a sentence than with it. */
export function takeOverNow(session: CallSession, nowMs: number): Step {
  const { phase, standby } = session
  if (phase.name !== 'live' || standby?.ready !== true) return { session, effects: [] }
  return takeOver(session, standby, relayNote('session.renewed'), nowMs)
}

function dropStandby(session: CallSession): Step {
  const { standby } = session
  if (standby === null) return { session, effects: [] }
  return {
    session: { ...session, standby: null },
    effects: [
      { to: 'model', do: 'close', number: standby.number },
      { to: 'clock', do: 'wake', timer: 'rotate', afterMs: tryAgainMs },
    ],
  }
}
