import { closeWhenHeard } from './closing.ts'
import { handOverWhenQuiet } from './let-go.ts'
import { watchSilence } from './no-input.ts'
import { partyStates } from './party-states.ts'
import type { CallSession, Step } from './session.ts'
import { takeOverWhenQuiet } from './rotation.ts'

/**
 * What follows from every step, whatever it was: the console learns what the
 * parties do, and whatever waits for a quiet moment gets it.
 */
export function settle(before: CallSession, next: Step, nowMs: number): Step {
  if (next.session.phase.name === 'ended') return showParties(next)
  let settled = next
  for (const rule of waits(next.session) ? whenQuiet : []) {
    const more = rule(settled.session, nowMs)
    if (more.effects.length === 0) continue
    settled = { session: more.session, effects: [...settled.effects, ...more.effects] }
    if (settled.session.phase.name === 'ended') return showParties(settled)
  }
  const shown = showParties(settled)
  const waited = watchSilence(before, shown.session)
  return waited.length === 0 ? shown : { ...shown, effects: [...shown.effects, ...waited] }
}

const whenQuiet = [closeWhenHeard, handOverWhenQuiet, takeOverWhenQuiet]

/** Hardly ever: most steps are those of a call that simply goes on. */
function waits({ closing, handingOver, standby }: CallSession): boolean {
  return closing !== null || handingOver || standby !== null
}

/** Tells the console only when a party's state has changed. */
function showParties(next: Step): Step {
  const parties = partyStates(next.session)
  const shown = next.session.shownParties
  if (parties.caller === shown.caller && parties.agent === shown.agent) return next
  return {
    session: { ...next.session, shownParties: parties },
    effects: [...next.effects, { to: 'console', do: 'showParties', parties }],
  }
}
