import { WebSocket, type RawData } from 'ws'
import type { StartFrame, StreamFrame } from '#contracts/media-frames.ts'
import { unreachable } from '#core/unreachable.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { parseStreamFrame, pickAudio, type ParsedFrame } from '../twilio/parse-stream-frame.ts'
import type { PhoneSocket } from '../twilio/phone-port.ts'
import { watchSequence } from '../twilio/watch-sequence.ts'
import { isAscii, readDirectly, type TakeText } from '../wire/read-directly.ts'
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
const provingMs = 10_000
const unprovenBytesMax = 64 * 1024
/** Twilio sends one, `connected`, before `start`. */
const framesBeforeStartMax = 8
const closePolicy = 1008
/** Whoever is told to go and does not is cut off. */
const farewellMs = 1_000

type Arrived = { parsed: ParsedFrame; missed: number; arrivedMs: number }
/** A socket's listener for messages. */
type OnMessage = (data: RawData, isBinary: boolean) => void

/**
 * Receives a media stream whose upgrade was signed. Until its `start` has shown
 * a good ticket nothing is sent to anybody: frames wait here, few and bounded,
 * and are heard in order once the call runs. `onProven` is called then. Answers
 * how to turn away a stream that has not proved itself.
 */
export function acceptStream(
  { socket, line }: PhoneSocket,
  door: StreamDoor,
  onProven: () => void,
): (why: string) => void {
  const missedBefore = watchSequence()
  let waiting: Arrived[] = []
  let waitingBytes = 0
  let start: StartFrame | null = null
  let call: RunningCall | null = null
  let isOver = false
  let takeText: TakeText | null = null

  const end = () => {
    if (isOver) return false
    isOver = true
    clearTimeout(impatience)
    waiting = []
    for (const name of ['message', 'ping', 'pong'] as const) socket.off(name, unproven[name])
    return true
  }
  const turnAway = (why: string) => {
    if (!end()) return
    door.logger.warn({ why }, 'media stream refused')
    sendAway(socket, why)
  }
  const impatience = setTimeout(() => turnAway('not proven in time'), provingMs)

  const prove = async (shown: StartFrame) => {
    const known = await claimCall(shown, door).catch((error: unknown) => {
      door.logger.error({ err: error }, 'a media stream could not be checked')
      return null
    })
    if (isOver || socket.readyState !== WebSocket.OPEN) return
    call = known && door.begin(known, shown)
    if (call === null) return turnAway('ticket refused')
    const held = waiting
    end()
    onProven()
    takeText = carry(socket, call, { held, missedBefore, monotonicMs: door.monotonicMs })
  }

  const weigh = (bytes: number) => {
    waitingBytes += bytes
    if (waitingBytes <= unprovenBytesMax) return true
    turnAway('too much before it is proven')
    return false
  }
  const wait: OnMessage = (data, isBinary) => {
    if (isBinary) return turnAway('not text')
    const text = data.toString()
    if (!weigh(text.length)) return
    if (start === null && waiting.length >= framesBeforeStartMax) return turnAway('no start')
    const parsed = parseStreamFrame(text)
    const missed = missedBefore(sequenceOf(parsed))
    waiting.push({ parsed, missed, arrivedMs: door.monotonicMs() })
    if (parsed.kind !== 'frame' || parsed.frame.event !== 'start') return
    if (start !== null) return turnAway('second start')
    start = parsed.frame
    void prove(start)
  }
  /** A ping may have 125 bytes, and comes for six more. */
  const countPing = () => void weigh(131)
  const unproven = { message: wait, ping: countPing, pong: countPing }

  readDirectly(socket, line, { isMasked: true, take: (text) => takeText?.(text) ?? false })
  for (const name of ['message', 'ping', 'pong'] as const) socket.on(name, unproven[name])
  socket.on('error', (error) => {
    door.logger.debug({ err: error }, 'media stream error')
    cutOffSoon(socket)
  })
  socket.on('close', end)
  return turnAway
}

function sendAway(socket: WebSocket, why: string): void {
  socket.close(closePolicy, why)
  cutOffSoon(socket)
}

function cutOffSoon(socket: WebSocket): void {
  const cutOff = setTimeout(() => socket.terminate(), farewellMs)
  socket.once('close', () => clearTimeout(cutOff))
}

/**
 * Tells a call that runs what its stream says, first what was `held`. Answers what
 * takes its texts straight from the wire.
 */
function carry(
  socket: WebSocket,
  call: RunningCall,
  stream: {
    held: readonly Arrived[]
    missedBefore: (sequenceNumber: number | undefined) => number
    monotonicMs: () => number
  },
): TakeText {
  const { held, missedBefore, monotonicMs } = stream
  let stopped = false
  const hearNext = (arrived: Arrived) => {
    const { parsed } = arrived
    if (parsed.kind === 'frame' && parsed.frame.event === 'stop') stopped = true
    hear(call, arrived)
  }
  const read = (text: string, arrivedMs: number) => {
    const parsed = parseStreamFrame(text)
    hearNext({ parsed, missed: missedBefore(sequenceOf(parsed)), arrivedMs })
  }
  socket.on('message', (data) => read(data.toString(), monotonicMs()))
  socket.on('close', (closeCode) => {
    if (!stopped) call.hear({ from: 'phone', type: 'lost', closeCode })
  })
  for (const arrived of held) hearNext(arrived)
  return (text) => {
    const arrivedMs = monotonicMs()
    const audio = pickAudio(text)
    if (audio !== null) {
      const missed = missedBefore(audio.sequenceNumber)
      call.hearAudio(audio.payload, audio.timestampMs, missed, arrivedMs)
      return true
    }
    if (!isAscii(text)) return false
    read(text, arrivedMs)
    return true
  }
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
  const [lines, pause] = await earlier(door, callId, streamNumber)
  return {
    callId,
    callSid,
    direction,
    config,
    streamNumber,
    lines,
    ...pause,
    offsetMs: Math.max(0, now.getTime() - firstStreamAt.getTime()),
  }
}

/** What the streams before this one leave to it: the lines, and a pause that may be on. */
function earlier({ stores }: StreamDoor, callId: string, streamNumber: number) {
  if (streamNumber === 0) return [[], { pausedBy: null, wasPaused: false }] as const
  return Promise.all([stores.transcripts.list(callId), stores.calls.pause(callId)])
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
