import type { AgentConfig } from '#contracts/agent.ts'
import type { Direction } from '#contracts/call.ts'
import type { PartyStates } from '#contracts/feed.ts'
import type { CallEnding, Effect, ResponseRequest } from './effects.ts'
import { emptyPlayback, type Playback } from './playback.ts'
import { emptyTranscript, type Transcript } from './transcript.ts'

/**
 * One live call as the relay knows it: immutable, and complete enough that a
 * call can be replayed from its events alone.
 */
export type CallSession = {
  config: AgentConfig
  /** Off: no text of either side is kept, shown or logged. */
  keepsTranscript: boolean
  /** Outbound with a greeting: it waits until whoever answered has said their hello. */
  greetingWaits: boolean
  phase: Phase
  playback: Playback
  transcript: Transcript
  responses: Responses
  callerSpeaking: boolean
  /** Media clock: ms from the start of the stream up to the end of the newest caller frame. */
  mediaMs: number
  /** What to add to the model's audio clock to get the media clock; null before its first audio. */
  modelClockOffsetMs: number | null
  /** The model has spoken: its voice is fixed for good. */
  voiceLocked: boolean
  /** A setting that can only change between turns waits for this response to end. */
  configureAfterResponse: boolean
  /** Caller audio since the last commit, in bytes; matters only without turn detection. */
  uncommittedBytes: number
  droppedBytes: number
  shownParties: PartyStates
}

export type Phase =
  /** Caller audio waits, oldest first, until the model has taken the configuration. */
  | { name: 'connecting'; held: readonly HeldFrame[]; heldBytes: number; configured: boolean }
  | { name: 'live' }
  | { name: 'ended'; ending: CallEnding }

export type HeldFrame = { payload: string; timestampMs: number; bytes: number }

/** The model takes one response at a time; whatever else is wanted waits its turn. */
export type Responses = {
  activeId: string | null
  /** Asked for and not yet done; kept so that a refusal can put it back. */
  sent: ResponseRequest | null
  waiting: readonly ResponseRequest[]
  /** Cut off: whatever still arrives of these is dropped until they are done. */
  discarded: readonly string[]
}

/** What a step makes of a session: the next session, and what is to be done. */
export type Step = { session: CallSession; effects: readonly Effect[] }

/** A call whose stream has just been authenticated. */
export function newCallSession(options: {
  config: AgentConfig
  direction: Direction
  keepsTranscript: boolean
}): CallSession {
  return {
    config: options.config,
    greetingWaits: greetingWaits(options.config, options.direction),
    keepsTranscript: options.keepsTranscript,
    phase: { name: 'connecting', held: [], heldBytes: 0, configured: false },
    playback: emptyPlayback,
    transcript: emptyTranscript,
    responses: { activeId: null, sent: null, waiting: [], discarded: [] },
    callerSpeaking: false,
    mediaMs: 0,
    modelClockOffsetMs: null,
    voiceLocked: false,
    configureAfterResponse: false,
    uncommittedBytes: 0,
    droppedBytes: 0,
    shownParties: { caller: 'listening', agent: 'connecting' },
  }
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
