/** One Realtime session from the model's side (OpenAI's API reference, "Realtime server events"). */
import { nowMs } from './clock.ts'
import type { Recorder } from './recorder.ts'
import { readStamp, stampedPayload } from './stamp.ts'
import type { WireSocket } from './wire-socket.ts'

export type ModelSession = {
  /** The bench's number of the call, once its caller has been heard. */
  call: () => number | null
  say(type: string, fields?: Record<string, unknown>): void
  /** Begins an answer's item; the answer is a response of its own. */
  beginItem(): SpokenItem
  onTruncate: (itemId: string, audioEndMs: number) => void
  isOpen: () => boolean
}

export type SpokenItem = {
  item: number
  itemId: string
  sentMs: () => number
  /** `dueMs`: when this piece should have been sent. */
  audio(audioMs: number, dueMs: number): void
  words(text: string): void
  /** The item and its response are complete. */
  end(): void
  /** The server stopped the response because the caller spoke. */
  cancel(): void
}

type ClientEvent = {
  type: string
  audio?: string
  session?: unknown
  item_id?: string
  audio_end_ms?: number
}

const usage = {
  total_tokens: 250,
  input_tokens: 170,
  output_tokens: 80,
  input_token_details: { text_tokens: 120, audio_tokens: 50, cached_tokens: 0 },
  output_token_details: { text_tokens: 20, audio_tokens: 60 },
}

/** Serves one session; `onUpdate` says when its configuration came, `onBound` when its caller was first heard. */
export function modelSession(
  socket: WireSocket,
  ports: { recorder: Recorder; onUpdate: () => void; onBound: (call: number) => void },
): ModelSession {
  let call: number | null = null
  let items = 0
  let isOpen = true
  void socket.closed.then(() => (isOpen = false))
  const say = (type: string, fields: Record<string, unknown> = {}) =>
    socket.send(JSON.stringify({ type, event_id: 'event_0', ...fields }))

  function hear(payload: string): void {
    const stamp = readStamp(payload)
    if (!stamp) return
    ports.recorder.received(stamp.sentMs, nowMs())
    if (call !== null) return
    call = stamp.call
    ports.onBound(stamp.call)
  }

  const session: ModelSession = {
    call: () => call,
    say,
    isOpen: () => isOpen,
    onTruncate: () => undefined,
    beginItem() {
      items += 1
      return spokenItem({ item: items, call: call ?? 0, socket, say, recorder: ports.recorder })
    },
  }
  socket.onText = (text) => {
    // The relay under test wrote this; what it gets wrong shows as frames that are missing.
    const event = JSON.parse(text) as ClientEvent
    if (event.type === 'input_audio_buffer.append') return hear(event.audio ?? '')
    if (event.type === 'session.update') {
      ports.onUpdate()
      return say('session.updated', { session: event.session })
    }
    if (event.type === 'conversation.item.truncate') {
      session.onTruncate(event.item_id ?? '', event.audio_end_ms ?? 0)
      return say('conversation.item.truncated', {
        item_id: event.item_id,
        content_index: 0,
        audio_end_ms: event.audio_end_ms,
      })
    }
    return undefined
  }
  const audio = { format: { type: 'audio/pcm', rate: 24_000 } }
  say('session.created', {
    session: { type: 'realtime', id: 'sess_bench', audio: { input: audio, output: audio } },
  })
  return session
}

function spokenItem(of: {
  item: number
  call: number
  socket: WireSocket
  say: ModelSession['say']
  recorder: Recorder
}): SpokenItem {
  const { item, call, socket, say, recorder } = of
  const responseId = `resp_${call}_${item}`
  const itemId = `item_${call}_${item}`
  const place = { response_id: responseId, output_index: 0 }
  const part = { ...place, item_id: itemId, content_index: 0 }
  const audioStart =
    `{"type":"response.output_audio.delta","event_id":"event_0","response_id":"${responseId}",` +
    `"item_id":"${itemId}","output_index":0,"content_index":0,"delta":"`
  let sentMs = 0
  let transcript = ''
  const described = (status: string) => ({
    id: itemId,
    object: 'realtime.item',
    type: 'message',
    role: 'assistant',
    status,
    content: status === 'in_progress' ? [] : [{ type: 'output_audio', transcript }],
  })
  const done = (status: string, reason: string | null) =>
    say('response.done', {
      response: {
        object: 'realtime.response',
        id: responseId,
        status,
        status_details: reason === null ? null : { type: status, reason },
        output: [described(status === 'completed' ? 'completed' : 'incomplete')],
        usage,
      },
    })
  say('response.created', {
    response: { object: 'realtime.response', id: responseId, status: 'in_progress', output: [] },
  })
  say('response.output_item.added', { ...place, item: described('in_progress') })
  say('conversation.item.added', { item: described('in_progress') })
  return {
    item,
    itemId,
    sentMs: () => sentMs,
    audio(audioMs, dueMs) {
      const atMs = nowMs()
      socket.send(`${audioStart}${stampedPayload({ call, item, sentMs: atMs }, audioMs)}"}`)
      sentMs += audioMs
      recorder.sent(dueMs, atMs)
    },
    words(text) {
      transcript += text
      say('response.output_audio_transcript.delta', { ...part, delta: text })
    },
    end() {
      say('response.output_audio.done', part)
      say('response.output_audio_transcript.done', { ...part, transcript })
      say('response.output_item.done', { ...place, item: described('completed') })
      say('conversation.item.done', { item: described('completed') })
      done('completed', null)
    },
    cancel: () => done('cancelled', 'turn_detected'),
  }
}
