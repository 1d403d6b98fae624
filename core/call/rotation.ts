import { configureNew } from './configure.ts'
import { relayNote, type Effect, type ModelLoss } from './effects.ts'
import { modelReadyMs } from './model-loss.ts'
import { isQuiet } from './quiet.ts'
import { askForResponse, responsesCarriedOver } from './responses.ts'
import { seedConversation } from './seed.ts'
import { wrongFormat, type OpenedSession } from './session-opened.ts'
import { newModelLink, type CallSession, type Standby, type Step } from './session.ts'

/** A session's successor is made ready this long before its end, and takes over at the next quiet moment. */
const leadMsMax = 120_000
/** Where no moment is quiet, it takes over this long before the end. */
const latestMsMax = 10_000
const tryAgainMs = 5_000

/**
 * The service says when it will end the session in use (the Realtime API allows
 * 60 minutes and gives no warning: OpenAI's docs, "Realtime conversations").
 */
export function sessionExpiring(session: CallSession, inMs: number): readonly Effect[] {
  const leadMs = Math.min(leadMsMax, inMs / 4)
  const latestMs = Math.min(latestMsMax, inMs / 12)
  return [
    { to: 'clock', do: 'wake', timer: 'rotate', afterMs: Math.max(0, inMs - leadMs) },
    { to: 'clock', do: 'wake', timer: 'rotateLatest', afterMs: Math.max(0, inMs - latestMs) },
  ]
}

/** Opens the successor beside the session in use, which goes on meanwhile. */
export function openStandby(session: CallSession): Step {
  if (session.phase.name !== 'live' || session.standby !== null) return { session, effects: [] }
  const number = session.model.number + 1
  return {
    session: {
      ...session,
      standby: { number, configured: false, ready: false, expiresAtMs: null },
    },
    effects: [
      { to: 'model', do: 'open', number, model: session.config.model },
      { to: 'clock', do: 'wake', timer: 'rotate', afterMs: modelReadyMs },
    ],
  }
}

export function standbyOpened(session: CallSession, standby: Standby): Step {
  if (standby.configured) return { session, effects: [] }
  return {
    session: { ...session, standby: { ...standby, configured: true } },
    effects: [configureNew(session, standby.number)],
  }
}

export function standbyConfigured(
  session: CallSession,
  standby: Standby,
  configured: OpenedSession,
): Step {
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

/** The successor has not got ready in time, or it is time to have one at all. */
export function rotate(session: CallSession): Step {
  if (session.standby === null) return openStandby(session)
  return session.standby.ready ? { session, effects: [] } : dropStandby(session)
}

/** At a pause nobody hears the change. */
export function takeOverWhenQuiet(session: CallSession, nowMs: number): Step {
  if (session.standby?.ready !== true || !isQuiet(session)) return { session, effects: [] }
  return takeOver(session, session.standby, nowMs)
}

/** The session in use is about to end: better in the middle of a sentence than with it. */
export function takeOverNow(session: CallSession, nowMs: number): Step {
  if (session.standby?.ready !== true) return { session, effects: [] }
  return takeOver(session, session.standby, nowMs)
}

function takeOver(session: CallSession, standby: Standby, nowMs: number): Step {
  const { activeId, discarded } = session.responses
  const wasSpeaking = activeId !== null && !discarded.includes(activeId)
  const next: CallSession = {
    ...session,
    standby: null,
    model: newModelLink(standby.number, nowMs),
    responses: responsesCarriedOver(session.responses),
    callerSpeaking: false,
    audio: { ...session.audio, givenMs: 0, modelOffsetMs: null },
    toolCalls: [],
  }
  const spoken = wasSpeaking
    ? askForResponse(next, { eventId: 'go-on', unlessAnswered: true }, nowMs)
    : { session: next, effects: [] }
  const inMs = standby.expiresAtMs === null ? null : standby.expiresAtMs - nowMs
  return {
    session: spoken.session,
    effects: [
      { to: 'clock', do: 'cancel', timer: 'rotateLatest' },
      { to: 'model', do: 'close', number: session.model.number },
      relayNote('session.renewed'),
      ...seedConversation(next),
      ...spoken.effects,
      ...(inMs === null ? [] : sessionExpiring(next, inMs)),
    ],
  }
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
