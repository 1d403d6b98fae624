import { relayNote, type Effect } from './effects.ts'
import { cutOff, isPlaying, leftHeard } from './playback.ts'
import { discardActive } from './responses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { wireId } from './scope-ids.ts'
import { interruptLine } from './transcript.ts'
import { turnsInterrupted } from './turns.ts'

/**
 * The caller speaks while agent audio is unheard: the carrier's queue is
 * cleared, the model is told how much of each unfinished item was heard (items
 * that never began: 0), and whatever the cancelled response still says is
 * dropped. The model has cancelled the response by itself (`interrupt_response`).
 * An item that is heard as far as it came is unfinished as well: the model may
 * be further on with it.
 */
export function bargeIn(session: CallSession, nowMs: number): Step {
  const wasPlaying = isPlaying(session.playback)
  const { playback, truncations } = cutOff(session.playback, nowMs)
  let next: CallSession = { ...session, playback, responses: discardActive(session.responses) }
  if (truncations.length === 0) return { session: next, effects: [] }

  const effects: Effect[] = wasPlaying
    ? [
        { to: 'phone', do: 'clear' },
        { to: 'tap', do: 'cut', items: leftHeard(truncations) },
      ]
    : []
  for (const cut of truncations) {
    if (cut.model === null) continue
    // What a lost session said stands in the present one as text, which nothing can truncate.
    if (cut.model === session.model.number) {
      const itemId = wireId(session, cut.itemId)
      effects.push({ to: 'model', do: 'truncate', itemId, audioEndMs: cut.audioEndMs })
    }
    const change = interruptLine(next.transcript, cut.itemId, {
      heardMs: cut.audioEndMs,
      audioMs: cut.sentMs,
    })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  const items = truncations.map((cut) => ({
    itemId: cut.itemId,
    heardMs: cut.audioEndMs,
    sentMs: Math.round(cut.sentMs),
  }))
  effects.push(relayNote('barge-in', { items }))
  const { turns, changed } = turnsInterrupted(
    next.turns,
    items.map((item) => item.itemId),
  )
  for (const turn of changed) effects.push({ to: 'store', do: 'saveTurn', turn })
  return { session: { ...next, turns }, effects }
}
