import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { SessionSeen } from './evidence.ts'
import { readClientEvent, type ClientEvent } from './model-client-event.ts'
import { createModelResponses, type ModelResponses } from './model-responses.ts'
import { newSession, type ModelWorld, type SessionState } from './model-state.ts'
import { hearBlock } from './model-turn.ts'
import { readCallerBlocks } from './stamp.ts'

export type ModelSession = {
  readonly seen: SessionSeen
  /** 1006 resets the connection. */
  drop(code: number): void
  freeze(forMs: number): void
  /** Reads nothing for so long, but goes on speaking. */
  readSlowly(forMs: number): void
  terminate(): void
}

/** A model that answers by stamped sounds, so that dozens cost nothing, and forgets nothing it saw. */
export function openModelSession(
  socket: WebSocket,
  number: number,
  world: ModelWorld,
): ModelSession {
  const state = newSession(socket, number, world)
  const { seen } = state
  const responses = createModelResponses(state)
  socket.on('message', (data) => {
    const event = state.isOpen() ? readClientEvent(String(data)) : undefined
    if (event) take(state, responses, event)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    seen.closedAtMs = world.nowMs()
    for (const timer of state.timers) clearTimeout(timer)
    world.tell(seen, 'closed')
  })
  const sessionMs = world.sessionMs()
  const expiresAtS = Math.ceil((Date.now() + sessionMs) / 1_000)
  state.config = { type: 'realtime', id: `sess_${randomUUID()}`, expires_at: expiresAtS }
  state.send({ type: 'session.created', session: state.config })
  state.later(sessionMs, () => {
    state.send({ type: 'error', error: { ...EXPIRED } })
    socket.close(1_001)
  })
  return { seen, ...failing(socket, state) }
}

const EXPIRED = {
  type: 'invalid_request_error',
  code: 'session_expired',
  message: 'Your session hit the maximum duration.',
}

function failing(socket: WebSocket, state: SessionState) {
  const { seen, world } = state
  const pauseFor = (ms: number) => {
    socket.pause()
    seen.frozenUntilMs = Math.max(seen.frozenUntilMs, world.nowMs() + ms)
    setTimeout(() => socket.resume(), ms)
  }
  return {
    drop(code: number) {
      world.tell(seen, `dropped with ${code}`)
      if (code === 1_006) socket.terminate()
      else socket.close(code)
    },
    freeze(forMs: number) {
      world.tell(seen, `frozen for ${forMs} ms`)
      state.stillUntilMs = world.nowMs() + forMs
      pauseFor(forMs)
    },
    readSlowly(forMs: number) {
      world.tell(seen, `reads nothing for ${forMs} ms`)
      pauseFor(forMs)
    },
    terminate: () => socket.terminate(),
  }
}

function take(state: SessionState, responses: ModelResponses, event: ClientEvent): void {
  switch (event.type) {
    case 'input_audio_buffer.append':
      return hear(state, responses, event.audio)
    case 'session.update':
      state.config = { ...state.config, ...event.session }
      return state.send({ type: 'session.updated', session: state.config })
    case 'response.create':
      return responses.create('asked')
    case 'response.cancel':
      return responses.cancel('client_cancelled')
    case 'conversation.item.truncate':
      return responses.truncate(event.item_id, event.audio_end_ms)
    case 'conversation.item.create':
      return seed(state, event)
    case 'input_audio_buffer.commit':
      return responses.commit()
    default:
      return event satisfies never
  }
}

function seed(
  state: SessionState,
  { item, previous_item_id }: Extract<ClientEvent, { type: 'conversation.item.create' }>,
): void {
  const id = item.id ?? `item_${(state.itemCount += 1)}`
  if (state.seen.items.some((made) => made.id === id)) {
    const what = `the client gave an item the id ${id}, which is taken`
    state.seen.breaches.push({ rule: 'seeds', what, atMs: state.world.nowMs() })
  }
  const text = item.output ?? (item.content ?? []).map((part) => part.text ?? '').join(' ')
  state.seen.seeds.push({ role: item.role ?? 'tool', text })
  state.world.tell(state.seen, `was told (${item.role ?? 'tool'}): ${text}`)
  const place = { previous_item_id: previous_item_id ?? null, item: { ...item, id } }
  state.send({ type: 'conversation.item.added', ...place })
  state.send({ type: 'conversation.item.done', ...place })
}

function hear(state: SessionState, responses: ModelResponses, audio: string): void {
  const { seen, world } = state
  for (const block of readCallerBlocks(audio)) {
    if (block) {
      seen.firstHeardAtMs ??= world.nowMs()
      seen.lastHeardAtMs = world.nowMs()
      seen.framesHeard += 1
      world.onHeard(seen, block)
    } else seen.paddingHeard += 1
    const heard = hearBlock(state.turn, block)
    state.turn = heard.turn
    if (heard.news === 'started') responses.callerStarted()
    if (heard.news === 'stopped') responses.callerStopped(heard.turn.isGoodbye)
  }
}
