import type { AgentConfig } from '#contracts/agent.ts'
import type { EndReason, EndedBy } from '#contracts/call.ts'
import type { EventSource } from '#contracts/call-event.ts'
import type { PartyStates } from '#contracts/feed.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Usage } from '#contracts/usage.ts'

/** What is asked of the model when the operator, the greeting or a tool wants it to speak. */
export type ResponseRequest = {
  /** Ours; comes back in the model's error, should it refuse. */
  eventId: string
  instructions?: string
  maxResponseTokens?: number | 'inf'
}

/** What the call wants done. Effects are data: only the relay's run-call carries them out. */
export type Effect =
  | { to: 'model'; do: 'open'; model: string }
  | {
      to: 'model'
      do: 'configure'
      config: AgentConfig
      omit: readonly ('voice' | 'speed')[]
      /** The model notices turns but answers none by itself: the greeting comes first. */
      holdTurns: boolean
    }
  | { to: 'model'; do: 'append'; payload: string }
  | { to: 'model'; do: 'commit' }
  | { to: 'model'; do: 'createResponse'; request: ResponseRequest }
  | { to: 'model'; do: 'truncate'; itemId: string; audioEndMs: number }
  | { to: 'model'; do: 'close' }
  | { to: 'phone'; do: 'play'; payload: string; mark: string }
  | { to: 'phone'; do: 'clear' }
  | { to: 'phone'; do: 'close' }
  | { to: 'carrier'; do: 'endCall' }
  | { to: 'store'; do: 'saveUsage'; usage: Usage }
  | { to: 'store'; do: 'saveModelSession'; modelSessionId: string }
  | { to: 'store'; do: 'saveConfig'; config: AgentConfig }
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

/** Waiting is an effect too. One timer of a name at a time; a later one replaces it. */
export type TimerName = 'modelReady' | 'longestCall' | 'greeting'

export type CallEnding = {
  reason: EndReason
  by: EndedBy
  error?: { code: string; message: string }
}
