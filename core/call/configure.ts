import type { Effect } from './effects.ts'
import type { CallSession } from './session.ts'

/** Sends the configuration as it now is, without what cannot change at this moment. */
export function configure(
  session: CallSession,
  options: { speedWaits?: boolean } = {},
): Extract<Effect, { do: 'configure' }> {
  const omit = [
    ...(session.model.voiceLocked ? (['voice'] as const) : []),
    ...(options.speedWaits === true ? (['speed'] as const) : []),
  ]
  const { config, greetingWaits: holdTurns } = session
  return { to: 'model', do: 'configure', number: session.model.number, config, omit, holdTurns }
}

/** The whole configuration, for a model session that has not spoken yet. */
export function configureNew(
  session: CallSession,
  number: number,
): Extract<Effect, { do: 'configure' }> {
  const { config, greetingWaits: holdTurns } = session
  return { to: 'model', do: 'configure', number, config, omit: [], holdTurns }
}
