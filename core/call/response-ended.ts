import type { ModelEvent } from '#contracts/model-events.ts'
import { configure } from './configure.ts'
import type { Effect } from './effects.ts'
import { recordComplete } from './playback.ts'
import { responseDone } from './responses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { patchLine } from './transcript.ts'
import { responseUsage } from './usage.ts'

type ModelResponse = Extract<ModelEvent, { type: 'response.done' }>['response']

/** A response is over, spoken to its end or not: its items are settled, it is paid for, the next may begin. */
export function responseEnded(session: CallSession, response: ModelResponse): Step {
  const settled = settleItems(session, response)
  const change = responseDone(settled.session.responses, response.id)
  const effects: Effect[] = [...settled.effects]
  if (response.usage) {
    const usage = responseUsage(response, session.config.model, response.usage)
    effects.push({ to: 'store', do: 'saveUsage', usage })
  }
  if (session.configureAfterResponse) {
    effects.push(configure(session))
  }
  return {
    session: { ...settled.session, responses: change.responses, configureAfterResponse: false },
    effects: [...effects, ...change.effects],
  }
}

function settleItems(session: CallSession, response: ModelResponse): Step {
  let next = session
  const effects: Effect[] = []
  for (const item of response.output) {
    next = { ...next, playback: recordComplete(next.playback, item.id) }
    if (next.transcript.lines[item.id]?.state !== 'partial') continue
    const change = patchLine(next.transcript, item.id, 'agent', { state: 'final' })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}
