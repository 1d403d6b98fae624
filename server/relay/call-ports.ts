import type { FeedChange } from '#contracts/feed.ts'
import type { CallEnding } from '#core/call/effects.ts'
import type { Logger } from '../logger.ts'
import type { ModelFrame } from '../openai/parse-model-event.ts'
import type { RealtimeSocket } from '../openai/realtime-socket.ts'
import type { Stores } from '../storage/stores.ts'
import type { PhonePort } from '../twilio/phone-port.ts'
import type { CallWriter } from './call-writer.ts'

/** What a running call needs of the world. */
export type CallPorts = {
  phone: PhonePort
  openModel: (options: {
    model: string
    onFrame: (frame: ModelFrame) => void
    onClosed: (ending: CallEnding) => void
  }) => RealtimeSocket
  /** Hangs up at the carrier; tries again by itself. */
  hangUp: (callSid: string) => void
  stores: Stores
  writer: CallWriter
  publish: (change: FeedChange) => void
  /** False: no word of either side is kept, shown or logged. */
  keepsTranscript: boolean
  logger: Logger
  /** Wall clock, ms since the epoch. */
  now: () => number
  /** A clock that never jumps, ms. */
  monotonicMs: () => number
  onEnded: () => void
}
