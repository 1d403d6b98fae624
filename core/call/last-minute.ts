import type { ModelItem } from './effects.ts'
import type { CallSession, Step } from './session.ts'

export const lastMinuteMs = 60_000

/** The agent learns that the call ends in a minute, so that it can end it well. */
export function lastMinute(session: CallSession): Step {
  const isLive = session.phase.name === 'live'
  return {
    session: { ...session, endsSoon: true },
    effects: isLive ? [{ to: 'model', do: 'createItem', item: endsInAMinute }] : [],
  }
}

/** Also for a model session that begins within that minute. */
export const endsInAMinute: ModelItem = {
  type: 'message',
  role: 'system',
  text:
    'This call reaches its longest duration and ends in one minute. ' +
    'Bring the conversation to a close and say goodbye before that.',
}
