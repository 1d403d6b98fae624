import { WebSocket } from 'ws'
import type { Call } from '#contracts/call.ts'
import type { StartFrame, StreamFrame } from '#contracts/media-frames.ts'
import type { SessionEvent } from '#core/call/session-event.ts'
import { isFinal } from '#core/call/status.ts'
import { unreachable } from '#core/unreachable.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { parseStreamFrame, type ParsedFrame } from '../twilio/parse-stream-frame.ts'
import type { RunningCall } from './run-call.ts'

export type StreamDoor = {
  accountSid: string
  stores: Stores
  clock: Clock
  logger: Logger
  isLive: (callId: string) => boolean
  /** Called once the stream's ticket has been found good. */
  begin: (call: Call, start: StartFrame, socket: WebSocket) => RunningCall | null
}

/** What a stream that has not proved itself may cost us. */
const startMs = 10_000
const unprovenBytesMax = 64 * 1024
const unprovenFramesMax = 500
const closePolicy = 1008

/**
 * Receives a media stream whose upgrade was signed. Until its `start` has shown
 * a good ticket nothing is sent to anybody: frames wait here, few and bounded,
 * and are heard in order once the call runs.
 */
export function acceptStream(socket: WebSocket, door: StreamDoor): void {
  let call: RunningCall | null = null
  let waiting: ParsedFrame[] = []
  let waitingBytes = 0
  let proving = false
  let stopped = false
  const turnAway = (why: string) => {
    door.logger.warn({ why }, 'media stream refused')
    socket.close(closePolicy, why)
    waiting = []
  }
  const impatience = setTimeout(() => turnAway('no start in time'), startMs)

  const prove = async (start: StartFrame) => {
    clearTimeout(impatience)
    const known = await findCall(start, door).catch((error: unknown) => {
      door.logger.error({ err: error }, 'a media stream could not be checked')
      return null
    })
    if (socket.readyState !== WebSocket.OPEN) return
    call = known && door.begin(known, start, socket)
    if (call === null) return turnAway('ticket refused')
    for (const frame of waiting) hear(call, frame, door.logger)
    waiting = []
  }

  const wait = (frame: ParsedFrame, bytes: number) => {
    waitingBytes += bytes
    if (waitingBytes > unprovenBytesMax || waiting.length >= unprovenFramesMax) {
      return turnAway('too much before start')
    }
    waiting.push(frame)
    if (frame.kind !== 'frame' || frame.frame.event !== 'start') return undefined
    if (proving) return turnAway('second start')
    proving = true
    return void prove(frame.frame)
  }

  socket.on('message', (data) => {
    const text = data.toString()
    const frame = parseStreamFrame(text)
    if (frame.kind === 'frame' && frame.frame.event === 'stop') stopped = true
    if (call) hear(call, frame, door.logger)
    else if (socket.readyState === WebSocket.OPEN) wait(frame, text.length)
  })
  socket.on('error', (error) => door.logger.debug({ err: error }, 'media stream error'))
  socket.on('close', (closeCode) => {
    clearTimeout(impatience)
    if (!stopped) call?.hear({ from: 'phone', type: 'lost', closeCode })
  })
}

/** The call that this stream may carry: right account, good ticket for this very call, not over, not live. */
async function findCall(start: StartFrame, door: StreamDoor): Promise<Call | null> {
  const { accountSid, callSid, customParameters } = start.start
  if (accountSid !== door.accountSid) return null
  const now = new Date(door.clock.now())
  const ticket = customParameters['ticket'] ?? ''
  const opened = await door.stores.tickets.redeemStreamTicket(ticket, callSid, now)
  if (!opened || door.isLive(opened.callId)) return null
  const call = await door.stores.calls.find(opened.callId)
  return call === null || isFinal(call.status) ? null : call
}

function hear(call: RunningCall, parsed: ParsedFrame, logger: Logger): void {
  switch (parsed.kind) {
    case 'frame': {
      if (!isFrequent(parsed.frame)) call.note(parsed.frame)
      const event = toSessionEvent(parsed)
      if (event) call.hear(event)
      return
    }
    case 'unknown':
      return call.note({ type: parsed.event })
    case 'malformed':
      logger.warn(
        { callId: call.callId, event: parsed.event, problem: parsed.problem },
        'malformed frame',
      )
      return call.note({ type: 'malformed', event: parsed.event, problem: parsed.problem })
    default:
      return unreachable(parsed)
  }
}

/** Fifty of these come every second; the event log has no use for them. */
function isFrequent(frame: StreamFrame): boolean {
  return frame.event === 'media' || frame.event === 'mark'
}

function toSessionEvent(
  parsed: Extract<ParsedFrame, { kind: 'frame' }>,
): Extract<SessionEvent, { from: 'phone' }> | null {
  const { frame } = parsed
  switch (frame.event) {
    case 'media': {
      // A track that is not the caller's would be the agent hearing itself.
      if (frame.media.track !== undefined && !frame.media.track.startsWith('inbound')) return null
      const { timestamp, payload } = frame.media
      return { from: 'phone', type: 'media', timestampMs: timestamp, payload }
    }
    case 'mark':
      return { from: 'phone', type: 'mark', name: frame.mark.name }
    case 'dtmf':
      return { from: 'phone', type: 'dtmf', digit: frame.dtmf.digit }
    case 'stop':
      return { from: 'phone', type: 'stopped' }
    case 'connected':
    case 'start':
      return null
    default:
      return unreachable(frame)
  }
}
