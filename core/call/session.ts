import type { AgentConfig } from '#contracts/agent.ts'
import type { Direction, PausedBy } from '#contracts/call.ts'
import type { PartyStates } from '#contracts/feed.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { newCallerAudio, type CallerAudio } from './audio-state.ts'
import type { CallEnding, Effect, ResponseRequest } from './effects.ts'
import { newPauses, type Pauses } from './pauses.ts'
import { emptyPlayback, type Playback } from './playback.ts'
import { emptyTranscript, type Transcript } from './transcript.ts'
import { noTurns, type Turns } from './turns.ts'

/**
 * One live call as the relay knows it: immutable, and complete enough that a
 * call can be replayed from its events alone.
 */
export type CallSession = {
  config: AgentConfig
  /** Off: no text of either side is kept, shown or logged. */
  keepsTranscript: boolean
  /** How many media streams carried the call before this one. */
  streamNumber: number
  /** ms between the start of the call's first stream and of this one. */
  offsetMs: number
  /** What was said on earlier streams. */
  earlier: readonly TranscriptLine[]
  /** Outbound with a greeting: it waits until whoever answered has said their hello. */
  greetingWaits: boolean
  /** The agent has opened the call; a model session that replaces another does not open it again. */
  opened: boolean
  phase: Phase
  model: ModelLink
  /** The number of the next model session. */
  nextModel: number
  /** A model session that is made ready to take over before the one in use expires. */
  standby: Standby | null
  /** The agent's sentence for a wait, as base64 mu-law, once it has been rendered. */
  coverAudio: string | null
  /** Model sessions lost so far. */
  losses: number
  /** The newest of these that were lost within seconds of going live, in a row. */
  youngLosses: number
  playback: Playback
  transcript: Transcript
  responses: Responses
  turns: Turns
  pauses: Pauses
  /** The media clock when the model last took what the caller had said as a turn. */
  committedMs: number
  callerSpeaking: boolean
  /** The caller has finished a turn that the agent has not begun to answer aloud. */
  answerDue: boolean
  audio: CallerAudio
  /** A setting that can only change between turns waits for this response to end. */
  configureAfterResponse: boolean
  /** Tool calls of the response under way, carried out when it is done. */
  toolCalls: readonly ToolCall[]
  /** Set: the call ends as soon as the goodbye has been heard. */
  closing: Closing | null
  /** The call reaches its longest duration within a minute, and the agent knows. */
  endsSoon: boolean
  /** Prompts spoken into the silence since the caller was last heard. */
  promptsSpoken: number
  /** Keys pressed and not yet told to the model. */
  keys: string
  /** This call shall go to another relay at its next quiet moment. */
  handingOver: boolean
  shownParties: PartyStates
}

export type Phase =
  /** Caller audio waits on the call's tape until a model session has taken the configuration. */
  | {
      name: 'connecting'
      heldBytes: number
      configured: boolean
      /** Model sessions tried and not come up, in a row. */
      tries: number
      /** Set: a session was lost, or could not be had, since then. */
      lost: Lost | null
    }
  | { name: 'live' }
  /** Null: let go of without an end, so that another stream can carry the call on. */
  | { name: 'ended'; ending: CallEnding | null }

export type Connecting = Extract<Phase, { name: 'connecting' }>

export type Lost = {
  atMs: number
  /** The agent was to speak: it is asked to go on as soon as it can. */
  owesSpeech: boolean
  /** The agent's own sentence has covered the wait already. */
  covered: boolean
  /** The caller's last turn is in what is held to its end: it is committed, since no pause may follow. */
  commitsHeld: boolean
}

/** The model session in use, and what is only true of it. */
export type ModelLink = {
  /** Counts the model sessions of this stream, from 0. */
  number: number
  /** It has spoken: its voice is fixed for good. */
  voiceLocked: boolean
  /** `nowMs` of its last event, or of the last time it was asked for something. */
  silentSinceMs: number
  /** It was asked once more for an answer that it owed. */
  nudged: boolean
  /** `nowMs` when it took the call. */
  liveAtMs: number
  /** Responses that failed, in a row. */
  failures: number
}

export type Standby = {
  number: number
  /** The service's name for it, once it has said so. */
  modelSessionId: string | null
  configured: boolean
  ready: boolean
  expiresAtMs: number | null
}

export type ToolCall = { toolCallId: string; name: string }

export type Closing = {
  ending: CallEnding
  /** The tool call that asked for it, to be answered should the caller speak on. */
  toolCallId: string | null
}

/** The model takes one response at a time; whatever else is wanted waits its turn. */
export type Responses = {
  activeId: string | null
  /** The one under way has made a sound. */
  spoke: boolean
  /** The caller finished a turn during the one under way, which is no answer to that. */
  overtaken: boolean
  /** A response failed: nothing is asked for until a moment has passed. */
  pausing: boolean
  /** Asked for and not yet done; kept so that a refusal can put it back. */
  sent: ResponseRequest | null
  waiting: readonly ResponseRequest[]
  /** Cut off: whatever still arrives of these is dropped until they are done. */
  discarded: readonly string[]
}

/** What a step makes of a session: the next session, and what is to be done. */
export type Step = { session: CallSession; effects: readonly Effect[] }

/** Positions, turn and event numbers of one stream never meet those of another of the same call. */
export const numbersPerStream = 100_000

export const noResponses: Responses = {
  activeId: null,
  spoke: false,
  overtaken: false,
  pausing: false,
  sent: null,
  waiting: [],
  discarded: [],
}

/** A call whose stream has just been authenticated; `lines`: what earlier streams of it carried. */
export function newCallSession(call: {
  config: AgentConfig
  direction: Direction
  keepsTranscript: boolean
  streamNumber?: number
  offsetMs?: number
  lines?: readonly TranscriptLine[]
  pausedBy?: PausedBy | null
  wasPaused?: boolean
}): CallSession {
  const { config, streamNumber = 0, offsetMs = 0, lines = [] } = call
  const { pausedBy: by = null, wasPaused = false } = call
  const isFirst = streamNumber === 0
  // Where nothing is kept nobody knows; an agent that greets twice would be worse than one that does not.
  const opened = !isFirst && (!call.keepsTranscript || lines.some((line) => line.role === 'agent'))
  return {
    config,
    keepsTranscript: call.keepsTranscript,
    streamNumber,
    offsetMs,
    earlier: lines,
    greetingWaits: isFirst && greetingWaits(config, call.direction),
    opened,
    phase: {
      name: 'connecting',
      heldBytes: 0,
      configured: false,
      tries: 0,
      lost: null,
    },
    model: newModelLink(0, 0),
    nextModel: 1,
    standby: null,
    coverAudio: null,
    losses: 0,
    youngLosses: 0,
    playback: emptyPlayback,
    transcript: { ...emptyTranscript, firstPosition: streamNumber * numbersPerStream },
    responses: noResponses,
    turns: noTurns(streamNumber * numbersPerStream),
    pauses: newPauses({ by, wasPaused, fromMs: offsetMs }),
    committedMs: offsetMs,
    callerSpeaking: false,
    answerDue: config.turnDetection.type !== 'none' && lines.at(-1)?.role === 'caller',
    audio: newCallerAudio(offsetMs),
    configureAfterResponse: false,
    toolCalls: [],
    closing: null,
    endsSoon: false,
    promptsSpoken: 0,
    keys: '',
    handingOver: false,
    shownParties: { caller: 'listening', agent: 'connecting' },
  }
}

/** A model session that has just been opened. */
export function newModelLink(number: number, nowMs: number): ModelLink {
  const silentSinceMs = nowMs
  return { number, voiceLocked: false, silentSinceMs, nudged: false, liveAtMs: nowMs, failures: 0 }
}

/**
 * Who answers a phone speaks first. An agent that opened at once would be cut
 * off by their hello, and its greeting never heard. Without turn detection
 * nobody notices a hello, so there is nothing to wait for.
 */
function greetingWaits(config: AgentConfig, direction: Direction): boolean {
  const speaksFirst = config.greeting.mode === 'agentFirst'
  return speaksFirst && direction === 'outbound' && config.turnDetection.type !== 'none'
}
