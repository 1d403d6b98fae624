import { telephoneSamples } from './audio-format.ts'
import { findItem, insertItem, replaceItem, type Item, type SpokenItem } from './conversation.ts'
import { emit, newId, pause, refuse, type LiveSession } from './live-session.ts'
import type { Heard } from './recogniser.ts'
import { transcriptionUsage } from './usage.ts'
import { wireItem } from './wire-item.ts'
import { refusal } from './wire-error.ts'

/** The shortest audio that a client may commit (seen on the wire). */
const COMMIT_MS_MIN = 100
/** Transcription is another model's work and comes in its own time, often after the answer began. */
const TRANSCRIPTION_MS = [450, 900, 650, 1_200]

/** `input_audio_buffer.commit`: what the buffer holds becomes the caller's item. */
export function commitHeld(session: LiveSession, eventId: string | null): void {
  const heldMs = session.input.heldMs()
  if (heldMs < COMMIT_MS_MIN) {
    const message = `Error committing input audio buffer: buffer too small. Expected at least ${COMMIT_MS_MIN}ms of audio, but buffer only has ${heldMs.toFixed(2)}ms of audio.`
    return refuse(session, refusal('input_audio_buffer_commit_empty', message), eventId)
  }
  const endMs = session.input.receivedMs()
  const itemId = session.turn?.itemId ?? newId('item')
  session.turn = undefined
  commitTurn(session, itemId, endMs - heldMs, endMs)
}

/** Makes an item of the audio between two moments, adds it to the conversation and has it transcribed. */
export function commitTurn(
  session: LiveSession,
  itemId: string,
  startMs: number,
  endMs: number,
): void {
  const audio = session.input.take(startMs, endMs)
  const item: SpokenItem = {
    kind: 'spoken',
    id: itemId,
    audio,
    audioMs: endMs - startMs,
    transcript: undefined,
  }
  const inserted = insertItem(session.conversation, item)
  if (!inserted.ok) return
  session.conversation = inserted.conversation
  const heard = recognise(session, audio)
  session.heard.set(itemId, heard)
  const place = { item_id: itemId, previous_item_id: inserted.previousItemId }
  emit(session, { type: 'input_audio_buffer.committed', ...place })
  announceItem(session, item, inserted.previousItemId)
  transcribe(session, item, heard).catch((cause: unknown) =>
    failTranscription(session, item, cause),
  )
}

/** `conversation.item.added` and `.done`, for an item that is complete when it comes. */
export function announceItem(
  session: LiveSession,
  item: Item,
  previousItemId: string | null,
): void {
  const place = { previous_item_id: previousItemId, item: wireItem(item) }
  emit(session, { type: 'conversation.item.added', ...place })
  emit(session, { type: 'conversation.item.done', ...place })
}

/** Listens to audio that came in the session's input format. */
export function recognise(session: LiveSession, audio: Uint8Array): Promise<Heard> {
  const samples = telephoneSamples(audio, session.input.format())
  return session.ports.recogniser.recognise(samples)
}

async function transcribe(
  session: LiveSession,
  item: SpokenItem,
  heard: Promise<Heard>,
): Promise<void> {
  const transcription = session.config.audio.input.transcription
  session.turns += 1
  if (!transcription) return
  const delayMs = TRANSCRIPTION_MS[session.turns % TRANSCRIPTION_MS.length] ?? 600
  const [transcript] = await Promise.all([heard.then(transcriptOf), pause(session, delayMs)])
  const present = findItem(session.conversation, item.id)
  if (present?.kind !== 'spoken') return
  session.conversation = replaceItem(session.conversation, { ...present, transcript })
  const place = { item_id: item.id, content_index: 0 }
  const type = 'conversation.item.input_audio_transcription'
  if (transcript !== '') emit(session, { type: `${type}.delta`, ...place, delta: transcript })
  const model = transcription.model ?? 'gpt-transcribe'
  const usage = transcriptionUsage(model, item.audioMs, transcript)
  emit(session, { type: `${type}.completed`, ...place, transcript, usage })
}

function transcriptOf(heard: Heard): string {
  if (heard.type === 'line') return heard.text
  return heard.type === 'speech' ? `(speech, ${(heard.spokenMs / 1_000).toFixed(1)} s)` : ''
}

function failTranscription(session: LiveSession, item: SpokenItem, cause: unknown): void {
  const message = cause instanceof Error ? cause.message : 'The transcription failed.'
  emit(session, {
    type: 'conversation.item.input_audio_transcription.failed',
    item_id: item.id,
    content_index: 0,
    error: { type: 'server_error', code: 'transcription_failed', message },
  })
}
