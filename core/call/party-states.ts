import type { PartyStates } from '#contracts/feed.ts'
import { isPlaying } from './playback.ts'
import type { CallSession } from './session.ts'

/** What caller and agent are doing right now, in the words an operator sees. */
export function partyStates(session: CallSession): PartyStates {
  if (session.phase.name === 'ended') return { caller: 'gone', agent: 'gone' }
  return {
    caller: session.callerSpeaking ? 'speaking' : 'listening',
    agent: agentState(session),
  }
}

function agentState(session: CallSession): PartyStates['agent'] {
  if (session.phase.name === 'connecting') return 'connecting'
  if (isPlaying(session.playback)) return 'speaking'
  return session.responses.activeId === null ? 'listening' : 'thinking'
}
