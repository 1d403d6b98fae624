import type { ModelEvent } from '#contracts/model-events.ts'
import { base64Bytes, mulawBytesPerMs } from '../audio/base64-bytes.ts'
import type { Effect } from './effects.ts'
import { recordComplete, recordSent } from './playback.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { appendText, lineOf, patchLine } from './transcript.ts'
import { turnSpoke } from './turns.ts'

type Said<Type extends ModelEvent['type']> = Extract<ModelEvent, { type: Type }>

/**
 * Agent audio goes to the phone as it came, with a mark now and then; that of a
 * cut-off response is dropped, and so is what a line that does not keep up
 * could not take (`phoneFull`).
 */
export function agentAudio(
  session: CallSession,
  event: Said<'response.output_audio.delta'>,
  phoneFull: boolean,
  nowMs: number,
): Step {
  if (session.responses.discarded.includes(event.response_id)) return { session, effects: [] }
  const audioMs = base64Bytes(event.delta) / mulawBytesPerMs
  if (audioMs === 0 || phoneFull) return { session, effects: [] }
  const isNew = !session.playback.items.some((item) => item.itemId === event.item_id)
  const { playback, mark } = recordSent(session.playback, {
    itemId: event.item_id,
    model: session.model.number,
    audioMs,
    nowMs,
    mediaMs: session.audio.mediaMs,
  })
  const { item_id: itemId } = event
  const play: Effect = { to: 'phone', do: 'play', itemId, payload: event.delta, mark }
  if (!isNew) return { session: { ...session, playback }, effects: [play] }
  const next = firstSound({ ...session, playback }, event, nowMs)
  const lines = began(next, event.item_id)
  return {
    session: { ...next, transcript: lines.transcript },
    effects: [play, ...showLines(next, lines.changed)],
  }
}

/** The first sound of an item. With that of its first a response answers the caller, and fixes the voice for good. */
function firstSound(
  session: CallSession,
  event: Said<'response.output_audio.delta'>,
  nowMs: number,
): CallSession {
  const { model, responses } = session
  const { response_id: responseId, item_id: itemId } = event
  const next = { ...session, turns: turnSpoke(session.turns, { responseId, itemId, nowMs }) }
  if (model.voiceLocked && responses.spoke) return next
  return {
    ...next,
    model: { ...model, voiceLocked: true, failures: 0 },
    responses: { ...responses, spoke: true },
    answerDue: session.answerDue && responses.overtaken,
    opened: true,
    audio: { ...session.audio, recentBytes: 0 },
  }
}

/** The last of an item's audio has come: now its length is known. */
export function agentAudioDone(
  session: CallSession,
  event: Said<'response.output_audio.done'>,
): Step {
  const item = session.playback.items.find((entry) => entry.itemId === event.item_id)
  if (!item) return { session, effects: [] }
  const { playback, mark } = recordComplete(session.playback, event.item_id)
  const change = patchLine(session.transcript, event.item_id, 'agent', {
    endMs: Math.round(item.startMs + item.sentMs),
  })
  return {
    session: { ...session, playback, transcript: change.transcript },
    effects: [
      ...(mark === null ? [] : [{ to: 'phone', do: 'mark', mark } as const]),
      ...showLines(session, change.changed),
    ],
  }
}

export function agentText(
  session: CallSession,
  event: Said<'response.output_audio_transcript.delta'>,
): Step {
  if (session.responses.discarded.includes(event.response_id)) return { session, effects: [] }
  const change = appendText(session.transcript, event.item_id, 'agent', event.delta)
  return {
    session: { ...session, transcript: change.transcript },
    effects: showLines(session, change.changed),
  }
}

/** The whole text: of an interrupted line too, so that what was not heard can be shown as such. */
export function agentTextDone(
  session: CallSession,
  event: Said<'response.output_audio_transcript.done'>,
): Step {
  const line = lineOf(session.transcript, event.item_id)
  if (!line && session.responses.discarded.includes(event.response_id)) {
    return { session, effects: [] }
  }
  const change = patchLine(session.transcript, event.item_id, 'agent', {
    text: longer(event.transcript, line?.text ?? ''),
    state: 'final',
  })
  return {
    session: { ...session, transcript: change.transcript },
    effects: showLines(session, change.changed),
  }
}

/** A truncated item may come back without its text; what was generated is kept. */
function longer(a: string, b: string): string {
  return a.length >= b.length ? a : b
}

function began(session: CallSession, itemId: string) {
  const line = lineOf(session.transcript, itemId)
  const item = session.playback.items.find((entry) => entry.itemId === itemId)
  if (!item || (line !== undefined && line.startMs !== null)) {
    return { transcript: session.transcript, changed: [] }
  }
  return patchLine(session.transcript, itemId, 'agent', { startMs: Math.round(item.startMs) })
}
