import type { AgentConfig } from '#contracts/agent.ts'
import type { Direction, PausedBy } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'

/** A call as one stream carries it: what it takes to begin it, or to go on where another stream left off. */
export type CarriedCall = {
  callId: string
  callSid: string
  direction: Direction
  config: AgentConfig
  /** How many streams carried it before this one. */
  streamNumber: number
  /** What was said on those, in order. */
  lines: readonly TranscriptLine[]
  /** Who has paused the keeping of what is said; null: nobody, or not any more. */
  pausedBy: PausedBy | null
  /** It was paused at some time on those. */
  wasPaused: boolean
  /** From the start of the first stream to the start of this one, ms. */
  offsetMs: number
}
