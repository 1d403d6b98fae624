import type { ModelEvent } from '#contracts/model-events.ts'
import { unreachable } from '../unreachable.ts'
import { endCall } from './end-call.ts'
import { agentAudio, agentAudioDone, agentText, agentTextDone } from './model-speech.ts'
import { callerStarted, callerStopped, callerWords } from './caller-speech.ts'
import { modelErred } from './model-error.ts'
import { responseEnded } from './response-ended.ts'
import { responseCreated } from './responses.ts'
import type { SessionEvent } from './session-event.ts'
import { sessionConfigured, sessionOpened } from './session-opened.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { placeItem } from './transcript.ts'

/** What the model says, event by event. What is not named here is legal and changes nothing. */
export function stepModel(
  session: CallSession,
  event: Extract<SessionEvent, { from: 'model' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'said':
      return stepModelEvent(session, event.event, nowMs)
    case 'closed':
      return endCall(session, event.ending, nowMs)
    default:
      return unreachable(event)
  }
}

function stepModelEvent(session: CallSession, event: ModelEvent, nowMs: number): Step {
  switch (event.type) {
    case 'session.created':
      return sessionOpened(session, event.session)
    case 'session.updated':
      return sessionConfigured(session, event.session, nowMs)
    case 'response.output_audio.delta':
      return agentAudio(session, event, nowMs)
    case 'response.output_audio.done':
      return agentAudioDone(session, event)
    case 'response.output_audio_transcript.delta':
      return agentText(session, event)
    case 'response.output_audio_transcript.done':
      return agentTextDone(session, event)
    case 'input_audio_buffer.speech_started':
      return callerStarted(session, event, nowMs)
    case 'input_audio_buffer.speech_stopped':
      return callerStopped(session, event)
    case 'input_audio_buffer.committed':
      return place(session, event.item_id, event.previous_item_id, true)
    case 'conversation.item.input_audio_transcription.delta':
    case 'conversation.item.input_audio_transcription.completed':
    case 'conversation.item.input_audio_transcription.failed':
      return callerWords(session, event)
    case 'conversation.item.added':
      return place(session, event.item.id, event.previous_item_id, false)
    case 'response.output_item.added':
      return place(session, event.item.id, undefined, false)
    case 'response.created':
      return {
        session: { ...session, responses: responseCreated(session.responses, event.response.id) },
        effects: [],
      }
    case 'response.done':
      return responseEnded(session, event.response)
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

/** A missing predecessor says nothing about the place, so the item goes to the end. */
function place(
  session: CallSession,
  itemId: string,
  previousItemId: string | null | undefined,
  committed: boolean,
): Step {
  const change = placeItem(session.transcript, itemId, previousItemId ?? undefined)
  return {
    session: {
      ...session,
      transcript: change.transcript,
      uncommittedBytes: committed ? 0 : session.uncommittedBytes,
    },
    effects: showLines(session, change.changed),
  }
}
