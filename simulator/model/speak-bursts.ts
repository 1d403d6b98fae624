import { bytesPerMs } from './audio-format.ts'
import type { Burst } from './bursts.ts'
import { replaceItem } from './conversation.ts'
import { emit, pause, type LiveResponse, type LiveSession } from './live-session.ts'

/** Sends the bursts of an answer in their time; stops when the response is cancelled. */
export async function speakBursts(
  session: LiveSession,
  response: LiveResponse,
  bursts: readonly Burst[],
): Promise<void> {
  const { clock } = session.ports
  const startedAtMs = clock.nowMs()
  for (const burst of bursts) {
    response.next = burst
    await pause(session, Math.max(0, startedAtMs + burst.atMs - clock.nowMs()))
    if (response.phase === 'ending') return
    sendBurst(session, response, burst)
  }
  response.next = undefined
}

/** Sends one burst: its words, then its sound. */
export function sendBurst(session: LiveSession, response: LiveResponse, burst: Burst): void {
  response.next = undefined
  const place = {
    response_id: response.id,
    item_id: response.item.id,
    output_index: 0,
    content_index: 0,
  }
  const isAudio = response.item.modality === 'audio'
  if (burst.text !== '') {
    const type = isAudio ? 'response.output_audio_transcript.delta' : 'response.output_text.delta'
    emit(session, { type, ...place, delta: burst.text })
  }
  if (isAudio && burst.audio.length > 0) {
    response.firstAudioAtMs ??= session.ports.clock.nowMs()
    const delta = Buffer.from(burst.audio).toString('base64')
    emit(session, { type: 'response.output_audio.delta', ...place, delta })
  }
  keepBurst(session, response, burst)
}

function keepBurst(session: LiveSession, response: LiveResponse, burst: Burst): void {
  const { item, format } = response
  response.item = {
    ...item,
    text: item.text + burst.text,
    audio: [...item.audio, burst.audio],
    audioMs: item.audioMs + burst.audio.length / bytesPerMs(format),
  }
  if (response.isOutOfBand || response.isTruncated) return
  if (burst.audio.length > 0) session.hasAssistantAudio = true
  session.conversation = replaceItem(session.conversation, response.item)
}
