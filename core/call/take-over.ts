import type { Effect } from './effects.ts'
import { goLive } from './go-live.ts'
import { leaveModel } from './leave-model.ts'
import type { CallSession, Standby, Step } from './session.ts'

/** A session's successor is made ready this long before its end, and takes over at the next quiet moment. */
const leadMsMax = 120_000
/** Where no moment is quiet, it takes over this long before the end. */
const latestMsMax = 10_000

/** Times that no service means: over in a moment, or after days. */
const inMsMin = 1_000
const inMsMax = 86_400_000

/**
 * The service says when it will end the session in use (the Realtime API allows
 * 60 minutes and gives no warning: OpenAI's docs, "Realtime conversations").
 */
export function sessionExpiring(inMs: number): readonly Effect[] {
  if (!(inMs >= inMsMin && inMs <= inMsMax)) return []
  const leadMs = Math.min(leadMsMax, inMs / 4)
  const latestMs = Math.min(latestMsMax, inMs / 12)
  return [
    { to: 'clock', do: 'wake', timer: 'rotate', afterMs: inMs - leadMs },
    { to: 'clock', do: 'wake', timer: 'rotateLatest', afterMs: inMs - latestMs },
  ]
}

/** The successor that stands ready takes the call, with all that the session in use leaves behind. */
export function takeOver(
  session: CallSession,
  standby: Standby,
  note: Effect,
  nowMs: number,
): Step {
  const left = leaveModel({ ...session, standby: null }, nowMs)
  const taken = { ...left.session, model: { ...left.session.model, number: standby.number } }
  const live = goLive(taken, left.session.phase, note, nowMs)
  return {
    session: live.session,
    effects: [...left.effects, ...live.effects, ...introduce(standby, nowMs)],
  }
}

/** What was already known of it, and matters from now on. */
function introduce({ modelSessionId, expiresAtMs }: Standby, nowMs: number): readonly Effect[] {
  return [
    ...(modelSessionId === null
      ? []
      : [{ to: 'store', do: 'saveModelSession', modelSessionId } as const]),
    ...(expiresAtMs === null ? [] : sessionExpiring(expiresAtMs - nowMs)),
  ]
}
