import type { AgentConfig } from '#contracts/agent.ts'
import type { EndReason, EndedBy, PausedBy } from '#contracts/call.ts'
import type { EventSource } from '#contracts/call-event.ts'
import type { PartyStates } from '#contracts/feed.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import type { Usage } from '#contracts/usage.ts'

/** What is asked of the model when the operator, the greeting or a tool wants it to speak. */
export type ResponseRequest = {
  /** Ours; comes back in the model's error, should it refuse. */
  eventId: string
  instructions?: string
  maxResponseTokens?: number | 'inf'
  /** Only wanted as long as the model does not answer by itself. */
  unlessAnswered?: true
}

/** What is put into the model's conversation as text. */
export type ModelItem =
  | { type: 'message'; role: 'caller' | 'agent' | 'system'; text: string }
  | { type: 'toolResult'; toolCallId: string; output: string }

/** What the call wants done. Effects are data: only the relay's run-call carries them out. */
export type Effect =
  /** `number` counts the model sessions of this stream: one may be made ready beside the one in use. */
  | { to: 'model'; do: 'open'; number: number; model: string }
  | {
      to: 'model'
      do: 'configure'
      number: number
      config: AgentConfig
      omit: readonly ('voice' | 'speed')[]
      /** The model notices turns but answers none by itself: the greeting comes first. */
      holdTurns: boolean
    }
  | { to: 'model'; do: 'close'; number: number }
  /** These go to the session in use. */
  | { to: 'model'; do: 'append'; payload: string }
  /** The newest `bytes` of the tape, which has all that was held or appended for a while. */
  | { to: 'model'; do: 'appendHeld'; bytes: number }
  | { to: 'model'; do: 'commit' }
  | { to: 'model'; do: 'createItem'; item: ModelItem }
  | { to: 'model'; do: 'createResponse'; request: ResponseRequest }
  | { to: 'model'; do: 'truncate'; itemId: string; audioEndMs: number }
  /** A mark, where there is one, comes back when the caller has heard everything up to it. */
  | { to: 'phone'; do: 'play'; itemId: string; payload: string; mark: string | null }
  | { to: 'phone'; do: 'mark'; mark: string }
  | { to: 'phone'; do: 'clear' }
  | { to: 'phone'; do: 'close' }
  /** Playback was cut, or left, for good: so much of each item that was under way was heard. */
  | { to: 'tap'; do: 'cut'; items: readonly { itemId: string; heardMs: number }[] }
  /** Caller audio that no model session is ready for. */
  | { to: 'tape'; do: 'hold'; payload: string }
  | { to: 'carrier'; do: 'endCall' }
  | { to: 'carrier'; do: 'pauseRecording' }
  | { to: 'carrier'; do: 'resumeRecording' }
  /** Our own recording keeps silence from one to the other, on the media clock. */
  | { to: 'tap'; do: 'pause'; atMs: number }
  | { to: 'tap'; do: 'resume'; atMs: number }
  | { to: 'store'; do: 'saveUsage'; usage: Usage }
  | { to: 'store'; do: 'saveTurn'; turn: Turn }
  | { to: 'store'; do: 'saveModelSession'; modelSessionId: string }
  | { to: 'store'; do: 'saveConfig'; config: AgentConfig }
  | { to: 'store'; do: 'savePause'; by: PausedBy | null }
  | { to: 'store'; do: 'saveEnd'; end: CallEnding }
  | { to: 'console'; do: 'showLine'; line: TranscriptLine }
  | { to: 'console'; do: 'showParties'; parties: PartyStates }
  | {
      to: 'log'
      do: 'note'
      source: EventSource
      flow: 'in' | 'out' | 'none'
      type: string
      data: Record<string, unknown>
    }
  | { to: 'operator'; do: 'answer'; notes: readonly string[] }
  | { to: 'clock'; do: 'wake'; timer: TimerName; afterMs: number }
  | { to: 'clock'; do: 'cancel'; timer: TimerName }
  | { to: 'clock'; do: 'cancelAll' }

/** Waiting is an effect too. One timer of a name at a time; a later one replaces it. */
export type TimerName =
  | 'closing'
  | 'cover'
  | 'greeting'
  | 'keypad'
  | 'keypadQuiet'
  | 'lastMinute'
  | 'longestCall'
  | 'modelReady'
  | 'noInput'
  | 'reconnect'
  | 'retryResponse'
  | 'rotate'
  | 'rotateLatest'
  | 'silentLine'
  | 'watchdog'

export type CallEnding = {
  reason: EndReason
  by: EndedBy
  error?: { code: string; message: string } | undefined
}

/** A model session is over: why, and whether another try may do better. */
export type ModelLoss = { ending: CallEnding; retryable: boolean }

/** An entry in the call's event log that is the relay's own. */
export function relayNote(type: string, data: Record<string, unknown> = {}): Effect {
  return { to: 'log', do: 'note', source: 'relay', flow: 'none', type, data }
}
