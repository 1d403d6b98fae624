import type { ModelEvent } from '#contracts/model-events.ts'
import type { Usage } from '#contracts/usage.ts'
import { unreachable } from '../unreachable.ts'
import { toMediaMs } from './audio-state.ts'
import { bargeIn } from './barge-in.ts'
import { silentLineMs } from './caller-audio.ts'
import { stayOpen } from './closing.ts'
import type { Effect } from './effects.ts'
import { greetNow } from './greet.ts'
import { silenceBroken } from './no-input.ts'
import { turnEnded } from './responses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { appendText, lineOf, patchLine, type TranscriptChange } from './transcript.ts'
import { turnNoticed } from './turns.ts'
import { transcriptionUsage } from './usage.ts'

type Said<Type extends ModelEvent['type']> = Extract<ModelEvent, { type: Type }>

/**
 * The caller began to speak: an agent that was talking is cut off, and the
 * caller's line takes its place, unless nobody will ever write down its words.
 */
export function callerStarted(
  session: CallSession,
  event: Said<'input_audio_buffer.speech_started'>,
  nowMs: number,
): Step {
  const interrupted = mayInterrupt(session) ? interrupt(session, nowMs) : { session, effects: [] }
  const broken = silenceBroken(interrupted.session)
  const speaking = { ...broken.session, callerSpeaking: true }
  const effects: readonly Effect[] = [
    ...interrupted.effects,
    ...broken.effects,
    { to: 'clock', do: 'wake', timer: 'silentLine', afterMs: silentLineMs },
  ]
  if (!session.config.transcription.enabled) return { session: speaking, effects }
  const change = patchLine(speaking.transcript, event.item_id, 'caller', {
    startMs: toMediaMs(session.audio, event.audio_start_ms),
  })
  return withLines(speaking, change, effects)
}

/** Their turn is over; after the first one, a greeting that waited for it is spoken. */
export function callerStopped(
  session: CallSession,
  event: Said<'input_audio_buffer.speech_stopped'>,
  nowMs: number,
): Step {
  const endMs = toMediaMs(session.audio, event.audio_end_ms)
  const startMs = lineOf(session.transcript, event.item_id)?.startMs ?? 0
  const atMs = Math.max(startMs, endMs - noticedSilenceMs(session))
  const agoMs = Math.max(0, session.audio.mediaMs - atMs + nowMs - session.audio.frameAtMs)
  const stopped: CallSession = {
    ...session,
    callerSpeaking: false,
    responses: turnEnded(session.responses),
    answerDue: !session.greetingWaits && session.config.turnDetection.type !== 'none',
    turns: turnNoticed(session.turns, { atMs, agoMs, nowMs }),
  }
  const greeted = greetNow(stopped, nowMs)
  const effects: readonly Effect[] = [
    { to: 'clock', do: 'cancel', timer: 'silentLine' },
    ...greeted.effects,
  ]
  if (!lineOf(session.transcript, event.item_id)) return { session: greeted.session, effects }
  const change = patchLine(greeted.session.transcript, event.item_id, 'caller', { endMs })
  return withLines(greeted.session, change, effects)
}

/**
 * The silence by which the model noticed that the caller had stopped: its end of
 * speech includes it (OpenAI's API reference, `input_audio_buffer.speech_stopped`).
 * Of meaning, which `semantic_vad` goes by, nobody knows the length.
 */
function noticedSilenceMs({ config }: CallSession): number {
  return config.turnDetection.type === 'server_vad' ? config.turnDetection.silenceDurationMs : 0
}

/** What the agent was saying is cut off; a goodbye among it was not meant to be the last word. */
function interrupt(session: CallSession, nowMs: number): Step {
  const cut = bargeIn(session, nowMs)
  const stayed = stayOpen(cut.session)
  return { session: stayed.session, effects: [...cut.effects, ...stayed.effects] }
}

/** Recognition runs beside the conversation and may finish after the answer has begun. */
export function callerWords(
  session: CallSession,
  event:
    | Said<'conversation.item.input_audio_transcription.delta'>
    | Said<'conversation.item.input_audio_transcription.completed'>
    | Said<'conversation.item.input_audio_transcription.failed'>,
): Step {
  const { transcript } = session
  switch (event.type) {
    case 'conversation.item.input_audio_transcription.delta':
      return withLines(session, appendText(transcript, event.item_id, 'caller', event.delta), [])
    case 'conversation.item.input_audio_transcription.completed': {
      const text = event.transcript.trim()
      const change = patchLine(transcript, event.item_id, 'caller', { text, state: 'final' })
      return withLines(session, change, usageEffects(session, event))
    }
    case 'conversation.item.input_audio_transcription.failed':
      return withLines(
        session,
        patchLine(transcript, event.item_id, 'caller', { state: 'failed' }),
        [],
      )
    default:
      return unreachable(event)
  }
}

function usageEffects(
  session: CallSession,
  event: Said<'conversation.item.input_audio_transcription.completed'>,
): readonly Effect[] {
  if (!event.usage) return []
  const usage: Usage = transcriptionUsage(
    event.item_id,
    session.config.transcription.model,
    event.usage,
  )
  return [{ to: 'store', do: 'saveUsage', usage }]
}

function mayInterrupt(session: CallSession): boolean {
  const { turnDetection } = session.config
  return turnDetection.type !== 'none' && turnDetection.interruptResponse
}

function withLines(
  session: CallSession,
  change: TranscriptChange,
  effects: readonly Effect[],
): Step {
  return {
    session: { ...session, transcript: change.transcript },
    effects: [...effects, ...showLines(session, change.changed)],
  }
}
