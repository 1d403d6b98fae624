import type { CallSession, Step } from './session.ts'

export const lastMinuteMs = 60_000

/** The agent learns that the call ends in a minute, so that it can end it well. */
export function lastMinute(session: CallSession): Step {
  if (session.phase.name !== 'live') return { session, effects: [] }
  const text =
    'This call reaches its longest duration and ends in one minute. ' +
    'Bring the conversation to a close and say goodbye before that.'
  const item = { type: 'message', role: 'system', text } as const
  return { session, effects: [{ to: 'model', do: 'createItem', item }] }
}
