import { base64Bytes, mulawBytesPerMs } from '../audio/base64-bytes.ts'
import { unreachable } from '../unreachable.ts'
import type { Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { recordMark } from './playback.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, HeldFrame, Phase, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { patchLine } from './transcript.ts'

/** Caller audio kept while the model gets ready: five seconds, then the oldest goes. */
export const heldBytesMax = 5_000 * mulawBytesPerMs

/** What the carrier's media stream says. Audio passes as the base64 it came in. */
export function stepPhone(
  session: CallSession,
  event: Extract<SessionEvent, { from: 'phone' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'media':
      return callerAudio(session, event)
    case 'mark':
      return markReached(session, event.name, nowMs)
    case 'dtmf':
      return {
        session,
        effects: [
          {
            to: 'log',
            do: 'note',
            source: 'carrier',
            flow: 'in',
            type: 'dtmf',
            data: { digit: event.digit, atMs: session.mediaMs },
          },
        ],
      }
    case 'stopped':
      return endCall(session, { reason: 'caller-hung-up', by: 'caller' }, nowMs)
    case 'lost': {
      const error = {
        code: String(event.closeCode),
        message: 'The carrier’s media stream closed without a stop.',
      }
      return endCall(session, { reason: 'media-lost', by: 'carrier', error }, nowMs)
    }
    default:
      return unreachable(event)
  }
}

/** Items that leave the ledger here were heard to their end, which their lines now say. */
function markReached(session: CallSession, name: string, nowMs: number): Step {
  const playback = recordMark(session.playback, name, nowMs)
  const finished = session.playback.items.filter(
    (item) => !playback.items.some((left) => left.itemId === item.itemId),
  )
  let next: CallSession = { ...session, playback }
  const effects: Effect[] = []
  for (const item of finished) {
    const heardMs = Math.round(item.sentMs)
    const change = patchLine(next.transcript, item.itemId, 'agent', { heardMs })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}

function callerAudio(session: CallSession, frame: { payload: string; timestampMs: number }): Step {
  const bytes = base64Bytes(frame.payload)
  const mediaMs = Math.max(session.mediaMs, frame.timestampMs + bytes / mulawBytesPerMs)
  switch (session.phase.name) {
    case 'connecting': {
      const held = hold(session.phase, { ...frame, bytes })
      return {
        session: {
          ...session,
          mediaMs,
          phase: held.phase,
          droppedBytes: session.droppedBytes + held.droppedBytes,
        },
        effects: [],
      }
    }
    case 'live':
      return {
        session: {
          ...session,
          mediaMs,
          modelClockOffsetMs: session.modelClockOffsetMs ?? frame.timestampMs,
          uncommittedBytes: session.uncommittedBytes + bytes,
        },
        effects: [{ to: 'model', do: 'append', payload: frame.payload }],
      }
    case 'ended':
      return { session, effects: [] }
    default:
      return unreachable(session.phase)
  }
}

function hold(
  phase: Extract<Phase, { name: 'connecting' }>,
  frame: HeldFrame,
): { phase: Phase; droppedBytes: number } {
  const held = [...phase.held, frame]
  let heldBytes = phase.heldBytes + frame.bytes
  let droppedBytes = 0
  while (heldBytes > heldBytesMax && held.length > 1) {
    const oldest = held.shift()
    if (!oldest) break
    heldBytes -= oldest.bytes
    droppedBytes += oldest.bytes
  }
  return { phase: { ...phase, held, heldBytes }, droppedBytes }
}
