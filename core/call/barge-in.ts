import type { Effect } from './effects.ts'
import { cutOff, isPlaying } from './playback.ts'
import { discardActive } from './responses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { interruptLine } from './transcript.ts'

/**
 * The caller speaks while agent audio is unheard: the carrier's queue is
 * cleared, the model is told how much of each unfinished item was heard (items
 * that never began: 0), and whatever the cancelled response still says is
 * dropped. The model has cancelled the response by itself (`interrupt_response`).
 */
export function bargeIn(session: CallSession, nowMs: number): Step {
  const wasPlaying = isPlaying(session.playback)
  const { playback, truncations } = cutOff(session.playback, nowMs)
  let next: CallSession = { ...session, playback, responses: discardActive(session.responses) }
  if (!wasPlaying) return { session: next, effects: [] }

  const effects: Effect[] = [{ to: 'phone', do: 'clear' }]
  for (const cut of truncations) {
    effects.push({ to: 'model', do: 'truncate', itemId: cut.itemId, audioEndMs: cut.audioEndMs })
    const change = interruptLine(next.transcript, cut.itemId, {
      heardMs: cut.audioEndMs,
      audioMs: cut.sentMs,
    })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  effects.push({
    to: 'log',
    do: 'note',
    source: 'relay',
    flow: 'none',
    type: 'barge-in',
    data: {
      items: truncations.map((cut) => ({
        itemId: cut.itemId,
        heardMs: cut.audioEndMs,
        sentMs: Math.round(cut.sentMs),
      })),
    },
  })
  return { session: next, effects }
}
