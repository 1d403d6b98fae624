import type { FeedChange } from '#contracts/feed.ts'
import type { ModelLoss } from '#core/call/effects.ts'
import type { Logger } from '../logger.ts'
import type { ModelFrame } from '../openai/parse-model-event.ts'
import type { RealtimeSocket } from '../openai/realtime-socket.ts'
import type { PhonePort } from '../twilio/phone-port.ts'
import type { CallTap } from './call-tap.ts'
import type { CallWatch } from './call-watch.ts'
import type { CallWriter } from './call-writer.ts'

/** What a running call needs of the world. */
export type CallPorts = {
  phone: PhonePort
  openModel: (options: {
    model: string
    /** `arrivedMs`: monotonic clock. */
    onFrame: (frame: ModelFrame, arrivedMs: number) => void
    onClosed: (loss: ModelLoss) => void
  }) => RealtimeSocket
  /** A sentence in a voice as base64 mu-law; null when it cannot be had. Never rejects. */
  speak: (text: string, voice: string) => Promise<string | null>
  /** Hangs up at the carrier; tries again by itself. */
  hangUp: (callSid: string) => void
  /** Has the carrier's recording pause, or go on, where it makes one; tries again by itself. */
  pauseAtCarrier: (callSid: string, isPaused: boolean) => void
  /** What our own recording is made of; deaf where there is none. */
  tap: CallTap
  writer: CallWriter
  watch: CallWatch
  publish: (change: FeedChange) => void
  /** False: no word of either side is kept, shown or logged. */
  keepsTranscript: boolean
  logger: Logger
  /** Wall clock, ms since the epoch. */
  now: () => number
  /** A clock that never jumps, ms. */
  monotonicMs: () => number
  /** The stream is over: the call has ended, or another stream may carry it on. */
  onEnded: () => void
}
