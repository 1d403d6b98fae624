import type { FeedChange } from '#contracts/feed.ts'
import { carrierRecords } from '../calls/who-records.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { openRealtimeSocket } from '../openai/realtime-socket.ts'
import { phonePort, type PhoneSocket } from '../twilio/phone-port.ts'
import type { CallTap } from './call-tap.ts'
import type { CallWatch } from './call-watch.ts'
import type { CallWriter } from './call-writer.ts'
import type { CarriedCall } from './carried-call.ts'
import type { CarrierPause } from './carrier-pauses.ts'
import { runCall, type RunningCall } from './run-call.ts'

export type CallParts = {
  config: Config
  clock: Clock
  logger: Logger
  publish: (change: FeedChange) => void
  hangUp: (call: { callId: string; callSid: string }) => void
  pauseAtCarrier: (pause: CarrierPause) => void
  speak: (text: string, voice: string) => Promise<string | null>
  watch: (call: CarriedCall) => CallWatch
  tap: CallTap
  writer: CallWriter
  onEnded: () => void
}

/** Puts a call on the air: its stream on one side, a model session on the other. */
export function beginCall(
  call: CarriedCall,
  streamSid: string,
  phone: PhoneSocket,
  parts: CallParts,
): RunningCall {
  const { config, clock, logger, publish, tap, writer, speak, onEnded } = parts
  return runCall(call, {
    phone: phonePort(phone, streamSid),
    openModel: (options) =>
      openRealtimeSocket({
        baseUrl: config.OPENAI_BASE_URL,
        apiKey: config.OPENAI_API_KEY,
        ...options,
      }),
    speak,
    hangUp: (callSid) => parts.hangUp({ callId: call.callId, callSid }),
    pauseAtCarrier(callSid, isPaused) {
      if (!carrierRecords(config, call.config)) return
      parts.pauseAtCarrier({ callId: call.callId, callSid, isPaused })
    },
    tap,
    writer,
    watch: parts.watch(call),
    publish,
    keepsTranscript: config.ENABLE_TRANSCRIPTION,
    logger,
    now: clock.now,
    monotonicMs: () => performance.now(),
    onEnded,
  })
}
