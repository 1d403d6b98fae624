import { renderExactWords } from '../agent/instructions.ts'
import { closeAfter, stayOpen } from './closing.ts'
import type { Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { isQuiet } from './quiet.ts'
import { askForResponse } from './responses.ts'
import type { CallSession, Step } from './session.ts'

/**
 * Silence is watched from the moment the call is quiet, and not while somebody
 * speaks. Without turn detection nobody would notice the caller's answer, so
 * there nobody is prompted.
 */
export function watchSilence(before: CallSession, after: CallSession): readonly Effect[] {
  const was = isWatched(before)
  const is = isWatched(after)
  if (was === is) return []
  if (!is) return [{ to: 'clock', do: 'cancel', timer: 'noInput' }]
  const afterMs = after.config.noInput?.afterMs ?? 0
  return [{ to: 'clock', do: 'wake', timer: 'noInput', afterMs }]
}

/** The caller is there after all: the wait begins anew, and a farewell is not the last word. */
export function silenceBroken(session: CallSession): Step {
  const heard = { ...session, promptsSpoken: 0 }
  if (session.closing?.ending.reason === 'no-input') return stayOpen(heard)
  if (!isWatched(session)) return { session: heard, effects: [] }
  const afterMs = session.config.noInput?.afterMs ?? 0
  return { session: heard, effects: [{ to: 'clock', do: 'wake', timer: 'noInput', afterMs }] }
}

function isWatched(session: CallSession): boolean {
  const { noInput, turnDetection } = session.config
  if (noInput === null || turnDetection.type === 'none') return false
  return session.closing === null && !session.greetingWaits && isQuiet(session)
}

/** Nobody spoke for as long as the agent waits: the next prompt, then the farewell, then the end. */
export function nobodySpoke(session: CallSession, nowMs: number): Step {
  const { noInput } = session.config
  if (noInput === null || !isWatched(session)) return { session, effects: [] }
  const prompt = noInput.prompts[session.promptsSpoken]
  if (prompt !== undefined) {
    const eventId = `prompt-${session.promptsSpoken + 1}`
    const counted = { ...session, promptsSpoken: session.promptsSpoken + 1 }
    return askForResponse(counted, { eventId, instructions: renderExactWords(prompt) }, nowMs)
  }
  const ending = { reason: 'no-input', by: 'system' } as const
  if (noInput.farewell === '') return endCall(session, ending, nowMs)
  const asked = askForResponse(
    session,
    { eventId: 'farewell', instructions: renderExactWords(noInput.farewell) },
    nowMs,
  )
  return closeAfter(asked, { ending, toolCallId: null }, nowMs)
}
