import type { CallCommand } from '#contracts/control.ts'
import type { ModelEvent } from '#contracts/model-events.ts'
import type { ModelLoss, TimerName } from './effects.ts'

/** What may happen to a live call, in the past tense, by where it happened. */
export type SessionEvent =
  | { from: 'relay'; type: 'accepted' }
  /** The process stops at once: the call ends. */
  | { from: 'relay'; type: 'stopping' }
  /** The process leaves: another stream shall carry the call on, from a quiet moment or at once. */
  | { from: 'relay'; type: 'handingOver'; atOnce: boolean }
  /** The sentence that covers a wait is at hand, as base64 mu-law. */
  | { from: 'relay'; type: 'coverRendered'; payload: string }
  | {
      from: 'phone'
      type: 'media'
      /** ms from the start of the stream. */
      timestampMs: number
      payload: string
      /** Messages of the stream that never came before this one. */
      missed: number
      /** The model's socket does not keep up: this frame is not for it. */
      modelFull: boolean
    }
  | { from: 'phone'; type: 'mark'; name: string }
  | { from: 'phone'; type: 'dtmf'; digit: string }
  | { from: 'phone'; type: 'stopped' }
  | { from: 'phone'; type: 'lost'; closeCode: number }
  | {
      from: 'model'
      number: number
      type: 'said'
      event: ModelEvent
      /** The caller's socket does not keep up: audio in this event is not for it. */
      phoneFull: boolean
    }
  /** The model's service says when it will end the session. */
  | { from: 'model'; number: number; type: 'expiring'; inMs: number }
  | ({ from: 'model'; number: number; type: 'closed' } & ModelLoss)
  | { from: 'operator'; type: 'commanded'; command: CallCommand }
  | { from: 'clock'; type: TimerName }
