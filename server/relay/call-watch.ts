import type { Turn } from '#contracts/turn.ts'
import type { CallEnding } from '#core/call/effects.ts'

export const audioDirections = ['toModel', 'toPhone'] as const
export type AudioDirection = (typeof audioDirections)[number]

/** What a call may lose and get back while it runs. */
export const recoveryKinds = ['model', 'rotation', 'stream'] as const
export type RecoveryKind = (typeof recoveryKinds)[number]

export const recoveryOutcomes = ['recovered', 'failed'] as const
export type RecoveryOutcome = (typeof recoveryOutcomes)[number]

/** What can go wrong in a call, for counting. A vendor's own words are never among it. */
export const errorKinds = [
  /** A frame of the carrier, or an event of the model, that could not be read. */
  'malformed-frame',
  'malformed-model-event',
  /** The model's service reported an error about something we sent. */
  'model',
  /** The model gave up an answer. */
  'response-failed',
] as const
export type ErrorKind = (typeof errorKinds)[number]

/** What a running call tells its process's meters. Cheap enough for the audio path. */
export type CallWatch = {
  /** A frame of audio was taken in and handed over to the other socket within `ms`. */
  handled(direction: AudioDirection, ms: number): void
  dropped(direction: AudioDirection, bytes: number): void
  /** `ms`: from the loss of a model session until it was made good; else 0. */
  recovery(kind: RecoveryKind, outcome: RecoveryOutcome, ms: number): void
  error(kind: ErrorKind): void
  /** A turn as it now is; the same turn may be told again, newer. */
  turn(turn: Turn): void
  /** Null: another stream may carry the call on. */
  ended(ending: CallEnding | null): void
}
