import { holdTone } from '../audio/hold-tone.ts'
import type { Effect } from './effects.ts'
import { recordComplete, recordSent, unheardMs } from './playback.ts'
import { base64Bytes, mulawBytesPerMs } from '../audio/base64-bytes.ts'
import type { CallSession, Step } from './session.ts'

/** A session that comes back sooner was never missed. */
export const coverAfterMs = 400
/** From one tone to the next. */
const toneEveryMs = 1_600

/**
 * The caller waits for a lost model: a soft tone now and then says that the line
 * is alive; where the agent has a sentence of its own for it, that comes first.
 * Only into silence: what the agent had already said plays before.
 */
export function coverTheWait(session: CallSession, nowMs: number): Step {
  const { phase } = session
  if (phase.name !== 'connecting' || phase.lost === null) return { session, effects: [] }
  const busyMs = Math.ceil(unheardMs(session.playback, nowMs))
  if (busyMs > 0) return { session, effects: [again(busyMs + 100)] }
  const payload = (phase.lost.covered ? null : session.coverAudio) ?? holdTone
  const itemId = `cover-${session.losses}-${Math.round(nowMs)}`
  const audioMs = base64Bytes(payload) / mulawBytesPerMs
  const { mediaMs } = session.audio
  const sent = recordSent(session.playback, { itemId, model: null, audioMs, nowMs, mediaMs })
  const { playback } = recordComplete(sent.playback, itemId)
  return {
    session: {
      ...session,
      playback,
      phase: { ...phase, lost: { ...phase.lost, covered: true } },
    },
    effects: [
      { to: 'phone', do: 'play', itemId, payload, mark: sent.mark },
      again(audioMs + toneEveryMs),
    ],
  }
}

function again(afterMs: number): Effect {
  return { to: 'clock', do: 'wake', timer: 'cover', afterMs }
}
