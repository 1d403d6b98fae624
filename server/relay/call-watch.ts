import type { Turn } from '#contracts/turn.ts'
import type { CallEnding } from '#core/call/effects.ts'

export type AudioDirection = 'toModel' | 'toPhone'

/** What a call may lose and get back while it runs. */
export type RecoveryKind = 'model' | 'rotation' | 'stream'

/** What a running call tells its process's meters. Cheap enough for the audio path. */
export type CallWatch = {
  /** A frame of audio was taken in and handed over to the other socket within `ms`. */
  handled(direction: AudioDirection, ms: number): void
  dropped(direction: AudioDirection, bytes: number): void
  recovery(kind: RecoveryKind, outcome: 'recovered' | 'failed', ms: number): void
  /** `kind`: one of a closed set of ours, never a vendor's text. */
  error(kind: string): void
  turn(turn: Turn): void
  /** Null: another stream may carry the call on. */
  ended(ending: CallEnding | null): void
}
