import type { ItemMade, ResponseMade } from './evidence.ts'
import { readTurnTaking } from './model-client-event.ts'
import type { SessionState } from './model-state.ts'
import { agentPayload, BLOCK_MS } from './stamp.ts'

/** The half of a model session that speaks. */
export type ModelResponses = {
  callerStarted(): void
  callerStopped(isGoodbye: boolean): void
  /** What the caller has said so far becomes an item, asked for by the client. */
  commit(): void
  create(cause: 'caller' | 'asked'): void
  cancel(reason: 'turn_detected' | 'client_cancelled'): void
  truncate(itemId: string, audioEndMs: number): void
}

type Speaking = {
  made: ResponseMade
  createdAtMs: number
  item: ItemMade | null
  blocksLeft: number
  part: number
  endsCall: boolean
}

/** Whoever is told of a response knows of it after this long at the latest, ms. */
const NEWS_MS = 700
const THINKING_MS = [30, 180] as const
const TRANSCRIPTION_MS = [40, 900] as const
/** 200 ms of sound every 60 ms: faster than it plays, as the service sends it. */
const BURST_BLOCKS = 10
const BURST_EVERY_MS = 60
const BLOCKS = [15, 160] as const
/** Identity of what is billed: the first number after the last of the session before. */
const BILLED_PER_SESSION = 10_000

/** One response at a time; its words come with its sound, and a transcription when it pleases. */
export function createModelResponses(state: SessionState): ModelResponses {
  const { seen, world, random } = state
  let active: Speaking | null = null
  let billed = 0
  const [thinkLeast, thinkMost] = THINKING_MS
  const breach = (rule: string, what: string) =>
    seen.breaches.push({ rule, what, atMs: world.nowMs() })
  const bill = () => ({
    inputTokens: seen.number * BILLED_PER_SESSION + (billed += 1),
    outputTokens: random.between(5, 90),
    doneAtMs: world.nowMs(),
  })

  function create(cause: 'caller' | 'asked', endsCall = false): void {
    if (active) {
      // The end of a turn may find one under way, and a client may ask before it knows of one.
      const knownMs = world.nowMs() - active.createdAtMs
      if (cause === 'asked' && knownMs > NEWS_MS) {
        breach(
          'one response',
          `asked for another during ${active.made.id}, known for ${knownMs} ms`,
        )
      }
      return state.send({ type: 'error', error: { ...ALREADY_ACTIVE } })
    }
    const id = `resp_${seen.responses.length + 1}`
    const made: ResponseMade = { id, item: null, status: 'active', billed: null }
    seen.responses.push(made)
    const createdAtMs = world.nowMs()
    const blocksLeft = random.between(...BLOCKS)
    const speaking = { made, createdAtMs, item: null, blocksLeft, part: 0, endsCall }
    active = speaking
    world.tell(seen, `response ${id} (${cause}${endsCall ? ', goodbye' : ''})`)
    state.send({ type: 'response.created', response: { id, status: 'in_progress', output: [] } })
    state.later(random.between(thinkLeast, thinkMost), () => {
      if (active !== speaking) return
      begin(speaking)
      speak(speaking)
    })
  }

  function begin(speaking: Speaking): void {
    const item = newItem(state, 'agent')
    speaking.item = item
    speaking.made.item = item.number
    const wire = { id: item.id, type: 'message', role: 'assistant', status: 'in_progress' }
    const response_id = speaking.made.id
    state.send({ type: 'response.output_item.added', response_id, output_index: 0, item: wire })
    state.send({ type: 'conversation.item.added', previous_item_id: null, item: wire })
  }

  function speak(speaking: Speaking): void {
    if (active !== speaking) return
    burst(speaking)
    if (speaking.blocksLeft > 0) return state.later(BURST_EVERY_MS, () => speak(speaking))
    active = null
    finish(speaking, 'completed')
  }

  function burst(speaking: Speaking): void {
    const { item, made } = speaking
    if (!item) return
    const count = Math.min(BURST_BLOCKS, speaking.blocksLeft)
    const place = { response_id: made.id, item_id: item.id, output_index: 0, content_index: 0 }
    const words = ` ${WORDS[speaking.part % WORDS.length]}`
    const delta = speaking.part === 0 ? item.text + words : words
    item.text += words
    state.send({ type: 'response.output_audio_transcript.delta', ...place, delta })
    const first = { session: seen.number, item: item.number, part: speaking.part }
    state.send({ type: 'response.output_audio.delta', ...place, delta: agentPayload(first, count) })
    speaking.part += count
    speaking.blocksLeft -= count
    item.sentMs += count * BLOCK_MS
  }

  function finish(speaking: Speaking, status: 'completed' | 'cancelled', reason?: string): void {
    const { made, item } = speaking
    made.status = status
    const output: object[] = item ? [closeItem(made.id, item, status)] : []
    if (speaking.endsCall && status === 'completed') output.push(callEndCall(made.id))
    made.billed = bill()
    const { inputTokens, outputTokens } = made.billed
    const usage = {
      total_tokens: inputTokens + outputTokens,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      input_token_details: { text_tokens: inputTokens, audio_tokens: 0, cached_tokens: 0 },
      output_token_details: { text_tokens: 0, audio_tokens: outputTokens },
    }
    const status_details = reason === undefined ? null : { type: status, reason }
    world.tell(seen, `response ${made.id} ${status}`)
    state.send({
      type: 'response.done',
      response: { id: made.id, status, status_details, output, usage },
    })
  }

  function closeItem(response_id: string, item: ItemMade, status: 'completed' | 'cancelled') {
    const place = { response_id, item_id: item.id, output_index: 0, content_index: 0 }
    item.doneAtMs = world.nowMs()
    state.send({ type: 'response.output_audio.done', ...place })
    const transcript = item.text
    state.send({ type: 'response.output_audio_transcript.done', ...place, transcript })
    const wire = {
      id: item.id,
      type: 'message',
      role: 'assistant',
      status: status === 'completed' ? 'completed' : 'incomplete',
      content: [{ type: 'output_audio', transcript }],
    }
    state.send({ type: 'conversation.item.done', previous_item_id: null, item: wire })
    state.send({ type: 'response.output_item.done', response_id, output_index: 0, item: wire })
    return wire
  }

  function callEndCall(response_id: string) {
    const id = `item_${(state.itemCount += 1)}`
    const call = { call_id: `call_${id}`, name: 'end_call', arguments: '{}' }
    const item = { id, type: 'function_call', status: 'completed', ...call }
    const place = { response_id, output_index: 1 }
    state.send({ type: 'response.output_item.added', ...place, item: { ...item, arguments: '' } })
    state.send({ type: 'conversation.item.added', previous_item_id: null, item })
    state.send({
      type: 'response.function_call_arguments.done',
      ...place,
      item_id: id,
      ...call,
    })
    state.send({ type: 'conversation.item.done', previous_item_id: null, item })
    state.send({ type: 'response.output_item.done', ...place, item })
    return item
  }

  function cancel(reason: 'turn_detected' | 'client_cancelled'): void {
    const speaking = active
    if (!speaking) {
      if (reason === 'client_cancelled')
        state.send({ type: 'error', error: { ...NOTHING_TO_CANCEL } })
      return
    }
    active = null
    // One burst was on its way already.
    if (speaking.item && speaking.blocksLeft > 0) burst(speaking)
    finish(speaking, 'cancelled', reason)
  }

  function callerStopped(isGoodbye: boolean): void {
    const item_id = state.callerItem
    if (item_id === null) return
    state.send({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: heardMs(), item_id })
    commit()
    const { creates, mayEndCall } = readTurnTaking(state.config)
    if (creates) create('caller', isGoodbye && mayEndCall)
  }

  function commit(): void {
    const id = state.callerItem
    state.callerItem = null
    const item = seen.items.find((made) => made.id === id)
    if (!item) return
    state.send({ type: 'input_audio_buffer.committed', previous_item_id: null, item_id: id })
    const wire = { id, type: 'message', role: 'user', status: 'completed', content: [] }
    state.send({ type: 'conversation.item.added', previous_item_id: null, item: wire })
    state.send({ type: 'conversation.item.done', previous_item_id: null, item: wire })
    state.later(random.between(...TRANSCRIPTION_MS), () => transcribe(item))
  }

  function transcribe(item: ItemMade): void {
    const usage = bill()
    item.text += ` ${WORDS[usage.outputTokens % WORDS.length]} ${WORDS[item.number % WORDS.length]}.`
    item.doneAtMs = world.nowMs()
    seen.transcriptions.push(usage)
    const { inputTokens, outputTokens } = usage
    state.send({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: item.id,
      content_index: 0,
      transcript: item.text,
      usage: {
        type: 'tokens',
        total_tokens: inputTokens + outputTokens,
        input_tokens: inputTokens,
        output_tokens: outputTokens,
        input_token_details: { audio_tokens: inputTokens, text_tokens: 0 },
      },
    })
  }

  const heardMs = () => (seen.framesHeard + seen.paddingHeard) * BLOCK_MS
  return {
    callerStarted() {
      const item = newItem(state, 'caller')
      state.callerItem = item.id
      world.tell(seen, `the caller speaks (${item.id})`)
      const audio_start_ms = heardMs()
      state.send({ type: 'input_audio_buffer.speech_started', audio_start_ms, item_id: item.id })
      if (readTurnTaking(state.config).interrupts) cancel('turn_detected')
    },
    callerStopped,
    commit,
    create: (cause) => create(cause),
    cancel,
    truncate(itemId, audioEndMs) {
      const item = seen.items.find(({ id, role }) => id === itemId && role === 'agent')
      const sentMs = item?.sentMs ?? -1
      seen.truncations.push({ item: itemId, audioEndMs, sentMs, atMs: world.nowMs() })
      world.tell(seen, `truncate ${itemId} at ${audioEndMs} of ${sentMs} ms`)
      if (!item || audioEndMs > sentMs) {
        return state.send({ type: 'error', error: { ...TOO_LONG } })
      }
      item.isTruncated = true
      state.send({
        type: 'conversation.item.truncated',
        item_id: itemId,
        content_index: 0,
        audio_end_ms: audioEndMs,
      })
    },
  }
}

function newItem(state: SessionState, role: 'caller' | 'agent'): ItemMade {
  const { seen } = state
  const number = seen.items.length + 1
  state.itemCount += 1
  const item: ItemMade = {
    number,
    // Ids begin anew in every session, as nothing forbids them to.
    id: `item_${state.itemCount}`,
    role,
    text: `s${seen.number}i${number}`,
    sentMs: 0,
    doneAtMs: null,
    isTruncated: false,
  }
  seen.items.push(item)
  return item
}

const ALREADY_ACTIVE = {
  type: 'invalid_request_error',
  code: 'conversation_already_has_active_response',
  message: 'Conversation already has an active response.',
}
const NOTHING_TO_CANCEL = {
  type: 'invalid_request_error',
  code: 'response_cancel_not_active',
  message: 'Cancellation failed: no active response found',
}
const TOO_LONG = {
  type: 'invalid_request_error',
  code: 'invalid_value',
  message: 'Audio content is already shorter than that.',
}
const WORDS = 'alder birch cedar dogwood elm fir ginkgo hazel ilex juniper larch maple oak'.split(
  ' ',
)
