import { base64Bytes, mulawBytesPerMs } from '#core/audio/base64-bytes.ts'
import { isBenign } from '#core/call/model-error.ts'
import type { SessionEvent } from '#core/call/session-event.ts'
import { unreachable } from '#core/unreachable.ts'
import type { ModelFrame } from '../openai/parse-model-event.ts'
import { noteWire } from './note-wire.ts'
import type { Running } from './running.ts'

/** Three minutes of agent audio: the carrier's line has stopped reading. */
const phoneBufferBytesMax = 2 * 1024 * 1024

/** Feeds a call what the model session `number` said, taken in at `arrivedMs` of the monotonic clock. */
export function hearModel(
  running: Running,
  number: number,
  frame: ModelFrame,
  arrivedMs: number,
): void {
  switch (frame.kind) {
    case 'event': {
      const { event } = frame
      if (event.type === 'response.output_audio.delta') {
        return hearAgent(running, number, event, arrivedMs)
      }
      noteWire(running, 'model', 'in', frame.raw)
      if (event.type === 'error' && !isBenign(event.error)) running.ports.watch.error('model')
      running.take({ from: 'model', number, type: 'said', event, phoneFull: false }, arrivedMs)
      if (event.type !== 'session.created' || event.session.expires_at === undefined) return
      const inMs = event.session.expires_at * 1_000 - running.ports.now()
      return running.take({ from: 'model', number, type: 'expiring', inMs })
    }
    case 'unknown':
      return noteWire(running, 'model', 'in', frame.raw)
    case 'malformed': {
      const { type, problem } = frame
      const { ports, call, session } = running
      ports.watch.error('malformed-model-event')
      ports.logger.warn({ callId: call.callId, type, problem }, 'malformed model event')
      const entry = { type: 'malformed', data: { type, problem } }
      return running.log.note('model', 'in', session.audio.mediaMs, entry)
    }
    default:
      return unreachable(frame)
  }
}

type AgentAudio = Extract<
  Extract<SessionEvent, { type: 'said' }>['event'],
  { type: 'response.output_audio.delta' }
>

function hearAgent(running: Running, number: number, event: AgentAudio, arrivedMs: number): void {
  const { phone, watch, monotonicMs } = running.ports
  const phoneFull = phone.isBehind(phoneBufferBytesMax)
  if (phoneFull) {
    const bytes = base64Bytes(event.delta)
    watch.dropped('toPhone', bytes)
    running.congestedBytes += bytes
  } else if (running.congestedBytes > 0) {
    const droppedMs = Math.round(running.congestedBytes / mulawBytesPerMs)
    const data = { direction: 'toPhone', droppedMs }
    running.congestedBytes = 0
    running.log.note('relay', 'none', running.session.audio.mediaMs, { type: 'congestion', data })
  }
  running.take({ from: 'model', number, type: 'said', event, phoneFull }, arrivedMs)
  watch.handled('toPhone', monotonicMs() - arrivedMs)
}
