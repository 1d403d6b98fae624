import { isPlaying } from './playback.ts'
import type { CallSession } from './session.ts'

/** Nobody speaks, nobody is about to, and the caller has heard everything: nothing would be cut. */
export function isQuiet(session: CallSession): boolean {
  if (session.phase.name !== 'live' || session.callerSpeaking || session.answerDue) return false
  return agentIsSilent(session)
}

/** The agent neither speaks nor is asked to, and the caller has heard all it said. */
export function agentIsSilent(session: CallSession): boolean {
  const { activeId, sent, waiting } = session.responses
  if (activeId !== null || sent !== null || waiting.length > 0) return false
  return !isPlaying(session.playback)
}
