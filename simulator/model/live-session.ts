import { randomBytes } from 'node:crypto'
import type { Voices } from '../voices/voices.ts'
import type { AudioFormat } from './audio-format.ts'
import type { ResponseOverrides } from './client-events.ts'
import type { Burst } from './bursts.ts'
import type { Clock } from './clock.ts'
import type { AnswerItem, Conversation } from './conversation.ts'
import { createInputBuffer, type InputBuffer } from './input-buffer.ts'
import type { Heard, Recogniser } from './recogniser.ts'
import type { Script } from './script.ts'
import { defaultSession, type SessionConfig } from './session-config.ts'
import type { FunctionTool, SessionVoice } from './session-schema.ts'
import type { Tokens } from './usage.ts'
import { VAD_START, type VadState } from './vad.ts'
import type { WireError } from './wire-error.ts'

/** What a session needs of the world. */
export type SessionPorts = {
  send(event: ServerEvent): void
  clock: Clock
  voices: Voices
  recogniser: Recogniser
  script: Script
}

export type ServerEvent = { type: string; [field: string]: unknown }

/** A response on its way: what was asked for, and how far it has come. */
export type LiveResponse = {
  id: string
  overrides: ResponseOverrides
  isOutOfBand: boolean
  phase: 'thinking' | 'speaking' | 'ending'
  item: AnswerItem
  /** Whether the item has been announced, as it is when the thinking is over. */
  hasItem: boolean
  format: AudioFormat
  voice: SessionVoice
  maxOutputTokens: number | 'inf'
  input: Tokens
  /** What would be sent next, and may still arrive after a cancellation. */
  next: Burst | undefined
  isTruncated: boolean
  /** Called after the words, when nothing has cut them off. */
  tool: FunctionTool | undefined
  firstAudioAtMs: number | undefined
}

/** Everything one connection knows. No two sessions share any of it. */
export type LiveSession = {
  id: string
  conversationId: string
  expiresAtS: number
  config: SessionConfig
  conversation: Conversation
  input: InputBuffer
  vad: VadState
  /** Audio received but not yet looked at: less than one window. */
  unheard: Uint8Array
  /** The caller's turn that is being spoken: its item's id and where its audio begins. */
  turn: { itemId: string; startMs: number } | undefined
  heard: Map<string, Promise<Heard>>
  hasAssistantAudio: boolean
  active: LiveResponse | undefined
  outOfBand: Map<string, LiveResponse>
  readBefore: Tokens
  stopIdleTimer: () => void
  /** Told when an answer has been sent, with the time that it still takes to play. */
  onAnswered: (playbackMs: number) => void
  turns: number
  isClosed: boolean
  timers: Set<() => void>
  ports: SessionPorts
}

/** A session as it is before its first event. */
export function createLiveSession(
  model: string,
  expiresAtS: number,
  ports: SessionPorts,
): LiveSession {
  const config = defaultSession(model)
  return {
    id: newId('sess'),
    conversationId: newId('conv'),
    expiresAtS,
    config,
    conversation: [],
    input: createInputBuffer(config.audio.input.format),
    vad: VAD_START,
    unheard: new Uint8Array(),
    turn: undefined,
    heard: new Map(),
    hasAssistantAudio: false,
    active: undefined,
    outOfBand: new Map(),
    readBefore: { text: 0, audio: 0 },
    stopIdleTimer: () => undefined,
    onAnswered: () => undefined,
    turns: 0,
    isClosed: false,
    timers: new Set(),
    ports,
  }
}

/** An id as the service makes them: a prefix and 21 letters and digits. */
export function newId(prefix: 'sess' | 'conv' | 'item' | 'resp' | 'event' | 'call'): string {
  return `${prefix}_${randomBytes(16).toString('base64url').replace(/[-_]/g, 'x').slice(0, 21)}`
}

/** Sends one event, unless the connection is gone. */
export function emit(session: LiveSession, event: ServerEvent): void {
  if (session.isClosed) return
  session.ports.send({ event_id: newId('event'), ...event })
}

/** Answers a client's event with an error; the session goes on. */
export function refuse(
  session: LiveSession,
  error: WireError,
  eventId: string | null = null,
): void {
  emit(session, { type: 'error', error: { ...error, event_id: eventId } })
}

/** Runs `task` after `delayMs`, unless the session has ended by then or the returned function is called. */
export function after(session: LiveSession, delayMs: number, task: () => void): () => void {
  const stop = session.ports.clock.after(delayMs, () => {
    session.timers.delete(cancel)
    if (!session.isClosed) task()
  })
  const cancel = () => {
    session.timers.delete(cancel)
    stop()
  }
  session.timers.add(cancel)
  return cancel
}

/** Waits on the session's clock; never settles when the session ends meanwhile. */
export function pause(session: LiveSession, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    after(session, delayMs, resolve)
  })
}

/** Ends the session: nothing is sent any more and no timer runs on. */
export function endSession(session: LiveSession): void {
  session.isClosed = true
  for (const cancel of session.timers) cancel()
  session.heard.clear()
}

/** The session as `session.created` and `session.updated` carry it. */
export function wireSession(session: LiveSession): Record<string, unknown> {
  return {
    ...session.config,
    object: 'realtime.session',
    id: session.id,
    expires_at: session.expiresAtS,
  }
}
