import type { CallCommand } from '#contracts/control.ts'
import type { FeedMessage } from '#contracts/feed.ts'
import type { Turn } from '#contracts/turn.ts'
import type { Effect, TimerName } from '#core/call/effects.ts'
import { base64Bytes, mulawBytesPerMs } from '#core/audio/base64-bytes.ts'
import { isBenign } from '#core/call/model-error.ts'
import { partyStates } from '#core/call/party-states.ts'
import type { SessionEvent } from '#core/call/session-event.ts'
import { newCallSession, numbersPerStream, type CallSession } from '#core/call/session.ts'
import { step } from '#core/call/step.ts'
import { orderedLines } from '#core/call/transcript.ts'
import { tapeBytes } from '#core/call/recent-audio.ts'
import { wireNote } from '#core/call/wire-note.ts'
import { unreachable } from '#core/unreachable.ts'
import { clientEvents } from '../openai/client-events.ts'
import type { ModelFrame } from '../openai/parse-model-event.ts'
import type { RealtimeSocket } from '../openai/realtime-socket.ts'
import type { CallPorts } from './call-ports.ts'
import { createCallerTape, type CallerTape } from './caller-tape.ts'
import type { CarriedCall } from './carried-call.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { watchNote } from './watch-note.ts'

export type PhoneEvent = Exclude<Extract<SessionEvent, { from: 'phone' }>, { type: 'media' }>

export type RunningCall = {
  callId: string
  callSid: string
  /**
   * A frame of the caller's audio: `timestampMs` from the start of the stream,
   * `missed` messages lost before it, taken in at `arrivedMs` of the monotonic clock.
   */
  hearAudio(payload: string, timestampMs: number, missed: number, arrivedMs: number): void
  /** Feeds the call what else its phone line said. */
  hear(event: PhoneEvent): void
  /** Enters a phone frame that is not audio in the event log. */
  note(raw: object): void
  /** The same of one that could not be read. */
  noteMalformed(event: string, problem: string): void
  /** Carries out an operator's command; answers what they should know. */
  command(command: CallCommand): readonly string[]
  /** Leaves the call to another stream: at once, or from its next quiet moment. */
  handOver(atOnce: boolean): void
  stop(): void
  snapshot(): Extract<FeedMessage, { type: 'snapshot' }>
  /** Bytes that wait for each of its sockets. */
  bufferedBytes(): { toModel: number; toPhone: number }
}

/** What changes while a call runs; everything else about it is in `session`. */
type Running = {
  readonly call: CarriedCall
  readonly ports: CallPorts
  readonly log: EventLog
  readonly tape: CallerTape
  readonly timers: Map<TimerName, NodeJS.Timeout>
  /** By their number: the one in use, and the one that may take over from it. */
  readonly models: Map<number, RealtimeSocket>
  readonly turns: Map<number, Turn>
  session: CallSession
  answer: readonly string[]
  /** Agent audio that the caller's socket could not take, in bytes, since it last could. */
  congestedBytes: number
}

/** Five seconds of caller audio: a model that is further behind answers what nobody remembers. */
const modelBufferBytesMax = 64 * 1024
/** Three minutes of agent audio: the carrier's line has stopped reading. */
const phoneBufferBytesMax = 2 * 1024 * 1024

/**
 * Runs one call: feeds `step` with what happens, and carries out its effects.
 * The only place that switches on effects; it awaits nothing, and shares
 * nothing with any other call.
 */
export function runCall(call: CarriedCall, ports: CallPorts): RunningCall {
  const { callId } = call
  const running: Running = {
    call,
    ports,
    log: createEventLog(ports.now, call.streamNumber * numbersPerStream, (event) => {
      ports.writer.write({ kind: 'event', event })
      ports.publish({ kind: 'event', callId, event })
    }),
    tape: createCallerTape(),
    timers: new Map(),
    models: new Map(),
    turns: new Map(),
    session: newCallSession({ ...call, keepsTranscript: ports.keepsTranscript }),
    answer: [],
    congestedBytes: 0,
  }
  take(running, { from: 'relay', type: 'accepted' })
  prepareCover(running)
  return {
    callId,
    callSid: call.callSid,
    hearAudio: (payload, timestampMs, missed, arrivedMs) =>
      hearAudio(running, payload, timestampMs, missed, arrivedMs),
    hear: (event) => take(running, event),
    note: (raw) => noteWire(running, 'carrier', 'in', { ...raw }),
    noteMalformed(event, problem) {
      ports.watch.error('malformed-frame')
      ports.logger.warn({ callId, event, problem }, 'malformed frame')
      noteWire(running, 'carrier', 'in', { type: 'malformed', event, problem })
    },
    command: (command) => obey(running, command),
    handOver: (atOnce) => take(running, { from: 'relay', type: 'handingOver', atOnce }),
    stop: () => take(running, { from: 'relay', type: 'stopping' }),
    snapshot: () => snapshotOf(running),
    bufferedBytes: () => ({
      toModel: modelInUse(running)?.bufferedBytes() ?? 0,
      toPhone: ports.phone.bufferedBytes(),
    }),
  }
}

function take(running: Running, event: SessionEvent, nowMs = running.ports.monotonicMs()): void {
  const next = step(running.session, event, nowMs)
  running.session = next.session
  for (const effect of next.effects) carryOut(running, effect)
}

function hearAudio(
  running: Running,
  payload: string,
  timestampMs: number,
  missed: number,
  arrivedMs: number,
): void {
  const { watch, monotonicMs } = running.ports
  const modelFull = (modelInUse(running)?.bufferedBytes() ?? 0) > modelBufferBytesMax
  if (modelFull) watch.dropped('toModel', base64Bytes(payload))
  take(
    running,
    { from: 'phone', type: 'media', timestampMs, payload, missed, modelFull },
    arrivedMs,
  )
  watch.handled('toModel', monotonicMs() - arrivedMs)
}

function carryOut(running: Running, effect: Effect): void {
  switch (effect.to) {
    case 'model':
      return toModel(running, effect)
    case 'phone':
      return toPhone(running, effect)
    case 'tape':
      return running.tape.keep(effect.payload, tapeBytes(running.session))
    case 'store':
      return toStore(running, effect)
    case 'console':
      return toConsole(running, effect)
    case 'log': {
      const { source, flow, type, data } = effect
      watchNote(running.ports.watch, type, data)
      return running.log.note(source, flow, running.session.audio.mediaMs, { type, data })
    }
    case 'clock':
      return toClock(running, effect)
    case 'carrier':
      return running.ports.hangUp(running.call.callSid)
    case 'operator':
      running.answer = effect.notes
      return undefined
    default:
      return unreachable(effect)
  }
}

function toPhone(running: Running, effect: Extract<Effect, { to: 'phone' }>): void {
  const { phone, watch, onEnded } = running.ports
  switch (effect.do) {
    case 'play':
      return phone.play(effect.payload, effect.mark)
    case 'mark':
      return phone.mark(effect.mark)
    case 'clear':
      phone.clear()
      return running.log.note('carrier', 'out', running.session.audio.mediaMs, clearNote)
    case 'close': {
      phone.close()
      const { phase } = running.session
      const ending = phase.name === 'ended' ? phase.ending : null
      watch.ended(ending)
      return onEnded()
    }
    default:
      return unreachable(effect)
  }
}

const clearNote = { type: 'clear', data: {} }

function toModel(running: Running, effect: Extract<Effect, { to: 'model' }>): void {
  switch (effect.do) {
    case 'append':
      modelInUse(running)?.send(clientEvents.append(effect.payload))
      return running.tape.keep(effect.payload, tapeBytes(running.session))
    case 'appendHeld':
      for (const piece of running.tape.newest(effect.bytes)) {
        modelInUse(running)?.send(clientEvents.append(piece))
      }
      return undefined
    case 'open':
      return openModel(running, effect.number, effect.model)
    case 'configure':
      return tell(running, effect.number, clientEvents.configure(effect.config, effect))
    case 'commit':
      return tellModel(running, clientEvents.commit())
    case 'createItem':
      return tellModel(running, clientEvents.createItem(effect.item))
    case 'createResponse':
      return tellModel(running, clientEvents.createResponse(effect.request))
    case 'truncate':
      return tellModel(running, clientEvents.truncate(effect.itemId, effect.audioEndMs))
    case 'close':
      running.models.get(effect.number)?.close()
      running.models.delete(effect.number)
      return undefined
    default:
      return unreachable(effect)
  }
}

function openModel(running: Running, number: number, model: string): void {
  const socket = running.ports.openModel({
    model,
    onFrame: (frame, arrivedMs) => hearModel(running, number, frame, arrivedMs),
    onClosed: (loss) => {
      running.models.delete(number)
      take(running, { from: 'model', number, type: 'closed', ...loss })
    },
  })
  running.models.set(number, socket)
}

function modelInUse(running: Running): RealtimeSocket | undefined {
  return running.models.get(running.session.model.number)
}

function toStore(running: Running, effect: Extract<Effect, { to: 'store' }>): void {
  const { writer, publish, watch } = running.ports
  switch (effect.do) {
    case 'saveUsage':
      return writer.write({ kind: 'usage', usage: effect.usage })
    case 'saveTurn': {
      const { turn } = effect
      running.turns.set(turn.number, turn)
      watch.turn(turn)
      publish({ kind: 'turn', callId: running.call.callId, turn })
      return writer.write({ kind: 'turn', turn })
    }
    case 'saveModelSession':
      return writer.write({ kind: 'modelSession', modelSessionId: effect.modelSessionId })
    case 'saveConfig':
      return writer.write({ kind: 'config', config: effect.config })
    case 'saveEnd':
      return writer.write({ kind: 'end', end: effect.end })
    default:
      return unreachable(effect)
  }
}

function toConsole(running: Running, effect: Extract<Effect, { to: 'console' }>): void {
  const { publish, writer } = running.ports
  const { callId } = running.call
  switch (effect.do) {
    case 'showLine': {
      const { line } = effect
      publish({ kind: 'line', callId, line })
      // A line still being spoken changes many times a second; it is written when it is said.
      const isSaid = line.state === 'failed' || (line.state === 'final' && line.text !== '')
      if (isSaid) writer.write({ kind: 'line', line })
      return undefined
    }
    case 'showParties':
      return publish({ kind: 'parties', callId, parties: effect.parties })
    default:
      return unreachable(effect)
  }
}

function toClock(running: Running, effect: Extract<Effect, { to: 'clock' }>): void {
  const { timers } = running
  if (effect.do === 'cancelAll') {
    for (const timer of timers.values()) clearTimeout(timer)
    return timers.clear()
  }
  const { timer } = effect
  clearTimeout(timers.get(timer))
  timers.delete(timer)
  if (effect.do === 'cancel') return undefined
  const ring = () => {
    timers.delete(timer)
    take(running, { from: 'clock', type: timer })
  }
  timers.set(timer, setTimeout(ring, effect.afterMs).unref())
  return undefined
}

function hearModel(running: Running, number: number, frame: ModelFrame, arrivedMs: number): void {
  switch (frame.kind) {
    case 'event': {
      const { event } = frame
      if (event.type === 'response.output_audio.delta') {
        return hearAgent(running, number, event, arrivedMs)
      }
      noteWire(running, 'model', 'in', frame.raw)
      if (event.type === 'error' && !isBenign(event.error)) running.ports.watch.error('model')
      take(running, { from: 'model', number, type: 'said', event, phoneFull: false }, arrivedMs)
      if (event.type !== 'session.created' || event.session.expires_at === undefined) return
      const inMs = event.session.expires_at * 1_000 - running.ports.now()
      return take(running, { from: 'model', number, type: 'expiring', inMs })
    }
    case 'unknown':
      return noteWire(running, 'model', 'in', frame.raw)
    case 'malformed': {
      const { type, problem } = frame
      const { ports, call, session } = running
      ports.watch.error('malformed-model-event')
      ports.logger.warn({ callId: call.callId, type, problem }, 'malformed model event')
      const entry = { type: 'malformed', data: { type, problem } }
      return running.log.note('model', 'in', session.audio.mediaMs, entry)
    }
    default:
      return unreachable(frame)
  }
}

type AgentAudio = Extract<
  Extract<SessionEvent, { type: 'said' }>['event'],
  { type: 'response.output_audio.delta' }
>

function hearAgent(running: Running, number: number, event: AgentAudio, arrivedMs: number): void {
  const { phone, watch, monotonicMs } = running.ports
  const phoneFull = phone.bufferedBytes() > phoneBufferBytesMax
  if (phoneFull) {
    const bytes = base64Bytes(event.delta)
    watch.dropped('toPhone', bytes)
    running.congestedBytes += bytes
  } else if (running.congestedBytes > 0) {
    const droppedMs = Math.round(running.congestedBytes / mulawBytesPerMs)
    const data = { direction: 'toPhone', droppedMs }
    running.congestedBytes = 0
    running.log.note('relay', 'none', running.session.audio.mediaMs, { type: 'congestion', data })
  }
  take(running, { from: 'model', number, type: 'said', event, phoneFull }, arrivedMs)
  watch.handled('toPhone', monotonicMs() - arrivedMs)
}

/** Rendered while nothing is wrong yet: afterwards there may be nobody to render it. */
function prepareCover(running: Running): void {
  const { cover, voice } = running.call.config
  if (cover.mode !== 'sentence') return
  void running.ports.speak(cover.text, voice).then((payload) => {
    if (payload !== null) take(running, { from: 'relay', type: 'coverRendered', payload })
  })
}

function tellModel(running: Running, clientEvent: string): void {
  tell(running, running.session.model.number, clientEvent)
}

function tell(running: Running, number: number, clientEvent: string): void {
  running.models.get(number)?.send(clientEvent)
  // What we send is JSON of our own making.
  noteWire(running, 'model', 'out', JSON.parse(clientEvent) as Record<string, unknown>)
}

function obey(running: Running, command: CallCommand): readonly string[] {
  const entry = { type: `command.${command.do}`, data: {} }
  running.log.note('operator', 'in', running.session.audio.mediaMs, entry)
  running.answer = []
  take(running, { from: 'operator', type: 'commanded', command })
  return running.answer
}

function noteWire(
  running: Running,
  source: 'carrier' | 'model',
  flow: 'in' | 'out',
  raw: Record<string, unknown>,
): void {
  const { session, log } = running
  log.note(source, flow, session.audio.mediaMs, wireNote(raw, session.keepsTranscript))
}

function snapshotOf(running: Running): Extract<FeedMessage, { type: 'snapshot' }> {
  const { session, call, log } = running
  return {
    type: 'snapshot',
    callId: call.callId,
    parties: partyStates(session),
    lines: session.keepsTranscript ? [...call.lines, ...orderedLines(session.transcript)] : [],
    events: [...log.recent()],
    turns: [...running.turns.values()],
  }
}
