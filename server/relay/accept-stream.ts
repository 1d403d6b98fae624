import { WebSocket } from 'ws'
import type { StartFrame, StreamFrame } from '#contracts/media-frames.ts'
import { unreachable } from '#core/unreachable.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { parseStreamFrame, type ParsedFrame } from '../twilio/parse-stream-frame.ts'
import { watchSequence } from '../twilio/watch-sequence.ts'
import type { CarriedCall } from './carried-call.ts'
import type { PhoneEvent, RunningCall } from './run-call.ts'

export type StreamDoor = {
  accountSid: string
  /** This process, as the database knows it. */
  relayId: string
  stores: Pick<Stores, 'calls' | 'transcripts'>
  clock: Clock
  logger: Logger
  monotonicMs: () => number
  isLive: (callSid: string) => boolean
  /** Called once the stream's ticket has been found good. */
  begin: (call: CarriedCall, start: StartFrame) => RunningCall | null
}

/** What a stream that has not proved itself may cost us. */
const startMs = 10_000
const unprovenBytesMax = 64 * 1024
const unprovenFramesMax = 500
const closePolicy = 1008

type Arrived = { parsed: ParsedFrame; missed: number; arrivedMs: number }

/**
 * Receives a media stream whose upgrade was signed. Until its `start` has shown
 * a good ticket nothing is sent to anybody: frames wait here, few and bounded,
 * and are heard in order once the call runs.
 */
export function acceptStream(socket: WebSocket, door: StreamDoor): void {
  let call: RunningCall | null = null
  let waiting: Arrived[] = []
  let waitingBytes = 0
  let proving = false
  let stopped = false
  const missedBefore = watchSequence()
  const turnAway = (why: string) => {
    door.logger.warn({ why }, 'media stream refused')
    socket.close(closePolicy, why)
    waiting = []
  }
  const impatience = setTimeout(() => turnAway('no start in time'), startMs)

  const prove = async (start: StartFrame) => {
    clearTimeout(impatience)
    const known = await claimCall(start, door).catch((error: unknown) => {
      door.logger.error({ err: error }, 'a media stream could not be checked')
      return null
    })
    if (socket.readyState !== WebSocket.OPEN) return
    call = known && door.begin(known, start)
    if (call === null) return turnAway('ticket refused')
    for (const frame of waiting) hear(call, frame)
    waiting = []
  }

  const wait = (frame: Arrived, bytes: number) => {
    waitingBytes += bytes
    if (waitingBytes > unprovenBytesMax || waiting.length >= unprovenFramesMax) {
      return turnAway('too much before start')
    }
    waiting.push(frame)
    const { parsed } = frame
    if (parsed.kind !== 'frame' || parsed.frame.event !== 'start') return undefined
    if (proving) return turnAway('second start')
    proving = true
    return void prove(parsed.frame)
  }

  socket.on('message', (data) => {
    const arrivedMs = door.monotonicMs()
    const text = data.toString()
    const parsed = parseStreamFrame(text)
    if (call !== null && parsed.kind === 'audio') {
      const missed = missedBefore(parsed.sequenceNumber)
      return call.hearAudio(parsed.payload, parsed.timestampMs, missed, arrivedMs)
    }
    if (parsed.kind === 'frame' && parsed.frame.event === 'stop') stopped = true
    const arrived = { parsed, missed: missedBefore(sequenceOf(parsed)), arrivedMs }
    if (call) hear(call, arrived)
    else if (socket.readyState === WebSocket.OPEN) wait(arrived, text.length)
  })
  socket.on('error', (error) => door.logger.debug({ err: error }, 'media stream error'))
  socket.on('close', (closeCode) => {
    clearTimeout(impatience)
    if (!stopped) call?.hear({ from: 'phone', type: 'lost', closeCode })
  })
}

/** The call that this stream may carry: right account, good ticket for this very call, not over, not live. */
async function claimCall(start: StartFrame, door: StreamDoor): Promise<CarriedCall | null> {
  const { accountSid, callSid, customParameters } = start.start
  if (accountSid !== door.accountSid || door.isLive(callSid)) return null
  const now = new Date(door.clock.now())
  const claim = await door.stores.calls.claimStream({
    ticket: customParameters['ticket'] ?? '',
    callSid,
    streamSid: start.streamSid,
    relayId: door.relayId,
    now,
  })
  if (claim === null) return null
  const { callId, direction, config, streamNumber, firstStreamAt } = claim
  return {
    callId,
    callSid,
    direction,
    config,
    streamNumber,
    lines: streamNumber === 0 ? [] : await door.stores.transcripts.list(callId),
    offsetMs: Math.max(0, now.getTime() - firstStreamAt.getTime()),
  }
}

function sequenceOf(parsed: ParsedFrame): number | undefined {
  if (parsed.kind === 'audio') return parsed.sequenceNumber
  if (parsed.kind !== 'frame' || parsed.frame.event === 'connected') return undefined
  return parsed.frame.sequenceNumber
}

function hear(call: RunningCall, { parsed, missed, arrivedMs }: Arrived): void {
  switch (parsed.kind) {
    case 'audio':
      return call.hearAudio(parsed.payload, parsed.timestampMs, missed, arrivedMs)
    case 'frame': {
      if (isNoted(parsed.frame)) call.note(parsed.frame)
      const event = toPhoneEvent(parsed.frame)
      if (event) call.hear(event)
      return
    }
    case 'unknown':
      return call.note({ type: parsed.event })
    case 'malformed':
      return call.noteMalformed(parsed.event, parsed.problem)
    default:
      return unreachable(parsed)
  }
}

/** Marks only echo what was sent, and keys are noted by the call itself. */
function isNoted(frame: StreamFrame): boolean {
  return frame.event !== 'media' && frame.event !== 'mark' && frame.event !== 'dtmf'
}

function toPhoneEvent(frame: StreamFrame): PhoneEvent | null {
  switch (frame.event) {
    case 'mark':
      return { from: 'phone', type: 'mark', name: frame.mark.name }
    case 'dtmf':
      return { from: 'phone', type: 'dtmf', digit: frame.dtmf.digit }
    case 'stop':
      return { from: 'phone', type: 'stopped' }
    // A track that is not the caller's would be the agent hearing itself.
    case 'media':
    case 'connected':
    case 'start':
      return null
    default:
      return unreachable(frame)
  }
}
