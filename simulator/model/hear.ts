import { emit, newId, type LiveSession } from './live-session.ts'
import { commitTurn } from './commit-turn.ts'
import { cancelResponse, startResponse } from './respond.ts'
import { levelOf, stepVad, VAD_START, vadSettings, windowBytes, type VadEvent } from './vad.ts'

/** With a detector on, audio before the caller's turn is kept this long at most. */
const HELD_MS_MAX = 30_000

/** `input_audio_buffer.append`: keeps the audio and lets the detector look at every full window of it. */
export function hearAudio(session: LiveSession, bytes: Uint8Array): void {
  session.input.append(bytes)
  const detection = session.config.audio.input.turn_detection
  if (!detection) return
  const pending = Buffer.concat([session.unheard, bytes])
  const size = windowBytes(session.input.format())
  const windows = Math.floor(pending.length / size)
  session.unheard = pending.subarray(windows * size)
  for (let at = 0; at < windows; at += 1) {
    const remainingMs = (windows - at - 1) * 20 + session.unheard.length / (size / 20)
    hearWindow(session, pending.subarray(at * size, (at + 1) * size), remainingMs)
  }
  if (!session.turn) session.input.keepLast(HELD_MS_MAX)
}

/** `input_audio_buffer.clear`: what was said and not committed is forgotten. */
export function clearInput(session: LiveSession): void {
  session.input.clear()
  resetDetector(session)
  emit(session, { type: 'input_audio_buffer.cleared' })
}

/** The detector starts over, as after a change of its settings or of the format. */
export function resetDetector(session: LiveSession): void {
  session.vad = VAD_START
  session.unheard = new Uint8Array()
  session.turn = undefined
}

function hearWindow(session: LiveSession, window: Uint8Array, remainingMs: number): void {
  const settings = vadSettings(session.config.audio.input.turn_detection)
  if (!settings) return
  const endMs = session.input.receivedMs() - remainingMs
  const level = levelOf(window, session.input.format())
  const { state, event } = stepVad(session.vad, level, endMs, settings)
  session.vad = state
  if (event) onDetected(session, event)
}

function onDetected(session: LiveSession, event: VadEvent): void {
  if (event.type === 'started') startTurn(session, event.audioStartMs)
  else endTurn(session, event.audioEndMs)
}

function startTurn(session: LiveSession, audioStartMs: number): void {
  session.stopIdleTimer()
  const heldFromMs = session.input.receivedMs() - session.input.heldMs()
  const turn = { itemId: newId('item'), startMs: Math.max(audioStartMs, heldFromMs) }
  session.turn = turn
  emit(session, {
    type: 'input_audio_buffer.speech_started',
    audio_start_ms: Math.round(turn.startMs),
    item_id: turn.itemId,
  })
  const interrupts = session.config.audio.input.turn_detection?.interrupt_response
  if (interrupts === true && session.active)
    cancelResponse(session, session.active, 'turn_detected')
}

function endTurn(session: LiveSession, audioEndMs: number): void {
  const turn = session.turn
  if (!turn) return
  session.turn = undefined
  emit(session, {
    type: 'input_audio_buffer.speech_stopped',
    audio_end_ms: Math.round(audioEndMs),
    item_id: turn.itemId,
  })
  commitTurn(session, turn.itemId, turn.startMs, audioEndMs)
  const creates = session.config.audio.input.turn_detection?.create_response
  if (creates === true) startResponse(session, {}, null)
}
