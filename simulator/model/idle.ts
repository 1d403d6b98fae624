import { commitTurn } from './commit-turn.ts'
import { after, emit, newId, type LiveSession } from './live-session.ts'
import { startResponse } from './respond.ts'

/**
 * After an answer has been played, a silence of `idle_timeout_ms` makes the model speak up. `playbackMs`
 * is how long the answer still plays, as far as the service can know.
 */
export function watchForIdleness(session: LiveSession, playbackMs: number): void {
  session.stopIdleTimer()
  const detection = session.config.audio.input.turn_detection
  if (detection?.type !== 'server_vad' || detection.idle_timeout_ms === null) return
  const timeoutMs = detection.idle_timeout_ms
  session.stopIdleTimer = after(session, playbackMs + timeoutMs, () => {
    if (session.turn ?? session.active) return
    breakSilence(session, timeoutMs)
  })
}

function breakSilence(session: LiveSession, timeoutMs: number): void {
  const itemId = newId('item')
  const endMs = session.input.receivedMs()
  const startMs = Math.max(0, endMs - timeoutMs)
  emit(session, {
    type: 'input_audio_buffer.timeout_triggered',
    audio_start_ms: Math.round(startMs),
    audio_end_ms: Math.round(endMs),
    item_id: itemId,
  })
  commitTurn(session, itemId, startMs, endMs)
  startResponse(session, {}, null)
}
