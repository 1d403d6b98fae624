import type { CallCommand } from '#contracts/control.ts'
import type { ModelEvent } from '#contracts/model-events.ts'
import type { CallEnding, TimerName } from './effects.ts'

/** What may happen to a live call, in the past tense, by where it happened. */
export type SessionEvent =
  | { from: 'relay'; type: 'accepted' }
  | { from: 'relay'; type: 'stopping' }
  | { from: 'phone'; type: 'media'; timestampMs: number; payload: string }
  | { from: 'phone'; type: 'mark'; name: string }
  | { from: 'phone'; type: 'dtmf'; digit: string }
  | { from: 'phone'; type: 'stopped' }
  | { from: 'phone'; type: 'lost'; closeCode: number }
  | { from: 'model'; type: 'said'; event: ModelEvent }
  | { from: 'model'; type: 'closed'; ending: CallEnding }
  | { from: 'operator'; type: 'commanded'; command: CallCommand }
  | { from: 'clock'; type: TimerName }
