import type { ModelEvent } from '#contracts/model-events.ts'
import { unreachable } from '../unreachable.ts'
import { agentAudio, agentAudioDone, agentText, agentTextDone } from './model-speech.ts'
import { callerStarted, callerStopped, callerWords } from './caller-speech.ts'
import { modelErred } from './model-error.ts'
import { modelLost } from './model-loss.ts'
import { responseEnded } from './response-ended.ts'
import { responseCreated } from './responses.ts'
import { standbyConfigured, standbyLost, standbyOpened } from './rotation.ts'
import { scopeEvent, scopeOf } from './scope-ids.ts'
import type { SessionEvent } from './session-event.ts'
import { sessionConfigured, sessionOpened } from './session-opened.ts'
import type { CallSession, Standby, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { sessionExpiring } from './take-over.ts'
import { noteToolCall } from './tool-calls.ts'
import { patchLine, placeItem } from './transcript.ts'
import { turnBegan } from './turns.ts'

type FromModel = Extract<SessionEvent, { from: 'model' }>

/** What the model says: the session in use, or the one that is made ready to take over from it. */
export function stepModel(session: CallSession, event: FromModel, nowMs: number): Step {
  if (event.number === session.model.number) return stepInUse(session, event, nowMs)
  const { standby } = session
  if (standby !== null && event.number === standby.number) {
    return stepStandby(session, standby, event, nowMs)
  }
  return { session, effects: [] }
}

function stepInUse(session: CallSession, event: FromModel, nowMs: number): Step {
  switch (event.type) {
    case 'said': {
      if (session.phase.name === 'connecting' && !opening.has(event.event.type)) {
        return { session, effects: [] }
      }
      const scope = scopeOf(session.streamNumber, session.model.number)
      const heard = heardNow(session, nowMs)
      return stepModelEvent(heard, scopeEvent(event.event, scope), event.phoneFull, nowMs)
    }
    case 'expiring':
      return { session, effects: sessionExpiring(event.inMs) }
    case 'closed':
      return modelLost(session, event, nowMs)
    default:
      return unreachable(event)
  }
}

/** The watchdog counts in seconds; a new session for each of fifty pieces a second tells it no more. */
const noticeEveryMs = 100

function heardNow(session: CallSession, nowMs: number): CallSession {
  if (nowMs - session.model.silentSinceMs < noticeEveryMs) return session
  return { ...session, model: { ...session.model, silentSinceMs: nowMs } }
}

/** All that is heard of a session that has not taken the configuration: nothing was asked of it yet. */
const opening: ReadonlySet<ModelEvent['type']> = new Set([
  'session.created',
  'session.updated',
  'error',
])

/** Until it takes over, all that matters of a successor is whether it is ready. */
function stepStandby(
  session: CallSession,
  standby: Standby,
  event: FromModel,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'said': {
      const said = event.event
      if (said.type === 'session.created') return standbyOpened(session, standby, said.session)
      if (said.type === 'session.updated') return standbyConfigured(session, standby, said.session)
      if (said.type !== 'error') return { session, effects: [] }
      const error = { code: said.error.code ?? said.error.type, message: said.error.message }
      const ending = { reason: 'model-refused', by: 'model', error } as const
      return standbyLost(session, { ending, retryable: true })
    }
    case 'expiring': {
      const expiresAtMs = nowMs + event.inMs
      return { session: { ...session, standby: { ...standby, expiresAtMs } }, effects: [] }
    }
    case 'closed':
      return standbyLost(session, event)
    default:
      return unreachable(event)
  }
}

/** Event by event. What is not named here is legal and changes nothing. */
function stepModelEvent(
  session: CallSession,
  event: ModelEvent,
  phoneFull: boolean,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'response.output_audio.delta':
      return agentAudio(session, event, phoneFull, nowMs)
    case 'session.created':
      return sessionOpened(session, event.session)
    case 'session.updated':
      return sessionConfigured(session, event.session, nowMs)
    case 'response.output_audio.done':
      return agentAudioDone(session, event)
    case 'response.output_audio_transcript.delta':
      return agentText(session, event)
    case 'response.output_audio_transcript.done':
      return agentTextDone(session, event)
    case 'input_audio_buffer.speech_started':
      return callerStarted(session, event, nowMs)
    case 'input_audio_buffer.speech_stopped':
      return callerStopped(session, event, nowMs)
    case 'input_audio_buffer.committed':
      return turnTaken(session, event.item_id, event.previous_item_id)
    case 'conversation.item.input_audio_transcription.delta':
    case 'conversation.item.input_audio_transcription.completed':
    case 'conversation.item.input_audio_transcription.failed':
      return callerWords(session, event)
    case 'conversation.item.added':
      return place(session, event.item.id, event.previous_item_id)
    case 'response.output_item.added':
      return place(session, event.item.id, undefined)
    case 'response.output_item.done':
      if (event.item.type !== 'function_call') return { session, effects: [] }
      return { session: noteToolCall(session, event.item), effects: [] }
    case 'response.function_call_arguments.done':
      return { session: noteToolCall(session, event), effects: [] }
    case 'response.created':
      return responseBegan(session, event.response.id, nowMs)
    case 'response.done':
      return responseEnded(session, event.response, nowMs)
    case 'error':
      return modelErred(session, event.error, nowMs)
    case 'conversation.item.done':
    case 'conversation.item.deleted':
    case 'conversation.item.truncated':
      return { session, effects: [] }
    default:
      return unreachable(event)
  }
}

function responseBegan(session: CallSession, responseId: string, nowMs: number): Step {
  const atMs = session.audio.mediaMs
  return {
    session: {
      ...session,
      model: { ...session.model, nudged: false },
      responses: responseCreated(session.responses, responseId),
      turns: turnBegan(session.turns, { responseId, atMs, nowMs }),
    },
    effects: [],
  }
}

/** A missing predecessor says nothing about the place, so the item goes to the end. */
function place(
  session: CallSession,
  itemId: string,
  previousItemId: string | null | undefined,
): Step {
  const change = placeItem(session.transcript, itemId, previousItemId ?? undefined)
  return {
    session: { ...session, transcript: change.transcript },
    effects: showLines(session, change.changed),
  }
}

/**
 * The model has taken what the caller said as a turn. Without turn detection
 * nothing else says when that was: some time since the turn before.
 */
function turnTaken(
  session: CallSession,
  itemId: string,
  previousItemId: string | null | undefined,
): Step {
  const placed = place(session, itemId, previousItemId)
  const endMs = Math.round(session.audio.mediaMs)
  const next: CallSession = {
    ...placed.session,
    committedMs: endMs,
    audio: { ...session.audio, uncommittedBytes: 0 },
  }
  const { turnDetection, transcription } = session.config
  if (turnDetection.type !== 'none' || !transcription.enabled) {
    return { session: next, effects: placed.effects }
  }
  const startMs = Math.max(0, Math.round(session.committedMs) - commitSlackMs)
  const change = patchLine(next.transcript, itemId, 'caller', { startMs, endMs })
  return {
    session: { ...next, transcript: change.transcript },
    effects: [...placed.effects, ...showLines(next, change.changed)],
  }
}

/** The model's word on a turn comes a moment after it took it. */
const commitSlackMs = 1_000
