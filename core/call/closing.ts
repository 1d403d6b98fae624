import type { Effect, ModelItem } from './effects.ts'
import { endCall } from './end-call.ts'
import { unheardMs } from './playback.ts'
import { agentIsSilent } from './quiet.ts'
import type { CallSession, Closing, Step } from './session.ts'

/** A goodbye that never comes, or whose last mark never comes back, must not keep the line open. */
const goodbyeMsMax = 8_000

/** From now on the call ends as soon as the caller has heard all that the agent says. */
export function closeAfter(goodbye: Step, closing: Closing, nowMs: number): Step {
  if (goodbye.session.closing !== null) return goodbye
  const afterMs = Math.round(unheardMs(goodbye.session.playback, nowMs)) + goodbyeMsMax
  return {
    session: { ...goodbye.session, closing },
    effects: [...goodbye.effects, { to: 'clock', do: 'wake', timer: 'closing', afterMs }],
  }
}

/** The last mark has come back, and nothing more is to be said. */
export function closeWhenHeard(session: CallSession, nowMs: number): Step {
  if (session.closing === null || !agentIsDone(session)) return { session, effects: [] }
  return endCall(session, session.closing.ending, nowMs)
}

/** A model session that was lost in the middle of a goodbye is replaced by one that goes on with it. */
function agentIsDone(session: CallSession): boolean {
  const { phase } = session
  if (phase.name === 'connecting' && phase.lost?.owesSpeech === true) return false
  return agentIsSilent(session)
}

/** The goodbye took too long. While its audio is still on its way to the caller, they hear it out. */
export function goodbyeOverdue(session: CallSession, nowMs: number): Step {
  if (session.closing === null) return { session, effects: [] }
  const leftMs = Math.round(unheardMs(session.playback, nowMs))
  if (leftMs === 0) return endCall(session, session.closing.ending, nowMs)
  const afterMs = leftMs + 500
  return { session, effects: [{ to: 'clock', do: 'wake', timer: 'closing', afterMs }] }
}

/** The caller speaks into the goodbye: they are listened to, and the call goes on. */
export function stayOpen(session: CallSession): Step {
  const { closing } = session
  if (closing === null) return { session, effects: [] }
  const effects: Effect[] = [{ to: 'clock', do: 'cancel', timer: 'closing' }]
  const item = notEnded(closing)
  if (item !== null) effects.push({ to: 'model', do: 'createItem', item })
  const waiting = session.responses.waiting.filter(({ eventId }) => !goodbyes.has(eventId))
  const responses = { ...session.responses, waiting }
  return { session: { ...session, responses, closing: null }, effects }
}

/** Requests for a last word: one that was not spoken yet is not wanted any more. */
const goodbyes: ReadonlySet<string> = new Set(['goodbye', 'farewell'])

/** A model that asked for the end learns that it did not come. */
function notEnded(closing: Closing): ModelItem | null {
  const { toolCallId, ending } = closing
  const because = 'The caller began to speak again.'
  if (toolCallId !== null) {
    return { type: 'toolResult', toolCallId, output: JSON.stringify({ ended: false, because }) }
  }
  if (ending.by !== 'agent') return null
  return { type: 'message', role: 'system', text: `${because} The call goes on.` }
}
