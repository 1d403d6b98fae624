import type { Call } from '#contracts/call.ts'
import type { CallCommand } from '#contracts/control.ts'
import type { FeedMessage } from '#contracts/feed.ts'
import type { Effect, TimerName } from '#core/call/effects.ts'
import { partyStates } from '#core/call/party-states.ts'
import type { SessionEvent } from '#core/call/session-event.ts'
import { newCallSession, type CallSession } from '#core/call/session.ts'
import { step } from '#core/call/step.ts'
import { orderedLines } from '#core/call/transcript.ts'
import { wireNote } from '#core/call/wire-note.ts'
import { unreachable } from '#core/unreachable.ts'
import { clientEvents } from '../openai/client-events.ts'
import type { ModelFrame } from '../openai/parse-model-event.ts'
import type { RealtimeSocket } from '../openai/realtime-socket.ts'
import type { CallPorts } from './call-ports.ts'
import { createEventLog, type EventLog } from './event-log.ts'

export type RunningCall = {
  callId: string
  /** Feeds the call what its phone line said. */
  hear(event: Extract<SessionEvent, { from: 'phone' }>): void
  /** Enters a phone frame that is not audio in the event log. */
  note(raw: object): void
  /** Carries out an operator's command; answers what they should know. */
  command(command: CallCommand): readonly string[]
  stop(): void
  snapshot(): Extract<FeedMessage, { type: 'snapshot' }>
}

/** What changes while a call runs; everything else about it is in `session`. */
type Running = {
  readonly call: Call
  readonly callSid: string
  readonly ports: CallPorts
  readonly log: EventLog
  readonly timers: Map<TimerName, NodeJS.Timeout>
  session: CallSession
  model: RealtimeSocket | null
  answer: readonly string[]
}

/**
 * Runs one call: feeds `step` with what happens, and carries out its effects.
 * The only place that switches on effects; it awaits nothing, and shares
 * nothing with any other call.
 */
export function runCall(call: Call, callSid: string, ports: CallPorts): RunningCall {
  const { keepsTranscript } = ports
  const running: Running = {
    call,
    callSid,
    ports,
    log: createEventLog(ports.now, (event) => {
      ports.writer.event(event)
      ports.publish({ kind: 'event', callId: call.id, event })
    }),
    timers: new Map(),
    session: newCallSession({
      config: call.config,
      direction: call.direction,
      keepsTranscript,
    }),
    model: null,
    answer: [],
  }
  take(running, { from: 'relay', type: 'accepted' })
  return {
    callId: call.id,
    hear: (event) => take(running, event),
    note: (raw) => noteWire(running, 'carrier', 'in', { ...raw }),
    command: (command) => obey(running, command),
    stop: () => take(running, { from: 'relay', type: 'stopping' }),
    snapshot: () => snapshotOf(running),
  }
}

function take(running: Running, event: SessionEvent): void {
  const next = step(running.session, event, running.ports.monotonicMs())
  running.session = next.session
  for (const effect of next.effects) carryOut(running, effect)
}

function carryOut(running: Running, effect: Effect): void {
  switch (effect.to) {
    case 'phone':
      return toPhone(running, effect)
    case 'model':
      return toModel(running, effect)
    case 'store':
      return toStore(running, effect)
    case 'console':
      return toConsole(running, effect)
    case 'log':
      return running.log.note(effect.source, effect.flow, running.session.mediaMs, {
        type: effect.type,
        data: effect.data,
      })
    case 'clock':
      return toClock(running, effect)
    case 'carrier':
      return running.ports.hangUp(running.callSid)
    case 'operator':
      running.answer = effect.notes
      return undefined
    default:
      return unreachable(effect)
  }
}

function toPhone(running: Running, effect: Extract<Effect, { to: 'phone' }>): void {
  const { phone, onEnded } = running.ports
  switch (effect.do) {
    case 'play':
      return phone.play(effect.payload, effect.mark)
    case 'clear':
      running.log.note('carrier', 'out', running.session.mediaMs, { type: 'clear', data: {} })
      return phone.clear()
    case 'close':
      phone.close()
      return onEnded()
    default:
      return unreachable(effect)
  }
}

function toModel(running: Running, effect: Extract<Effect, { to: 'model' }>): void {
  switch (effect.do) {
    case 'append':
      return running.model?.send(clientEvents.append(effect.payload))
    case 'open':
      running.model = running.ports.openModel({
        model: effect.model,
        onFrame: (frame) => hearModel(running, frame),
        onClosed: (ending) => take(running, { from: 'model', type: 'closed', ending }),
      })
      return undefined
    case 'configure':
      return tellModel(running, clientEvents.configure(effect.config, effect))
    case 'commit':
      return tellModel(running, clientEvents.commit())
    case 'createResponse':
      return tellModel(running, clientEvents.createResponse(effect.request))
    case 'truncate':
      return tellModel(running, clientEvents.truncate(effect.itemId, effect.audioEndMs))
    case 'close':
      return running.model?.close()
    default:
      return unreachable(effect)
  }
}

function toStore(running: Running, effect: Extract<Effect, { to: 'store' }>): void {
  const { writer, stores, publish } = running.ports
  const { id } = running.call
  const write = (change: () => Promise<Call | null>) =>
    writer.run(async () => {
      const call = await change()
      if (call) publish({ kind: 'call', call })
    })
  switch (effect.do) {
    case 'saveUsage':
      return writer.usage(effect.usage)
    case 'saveModelSession':
      return write(() => stores.calls.recordStream(id, { modelSessionId: effect.modelSessionId }))
    case 'saveConfig':
      return write(() => stores.calls.recordConfig(id, effect.config))
    case 'saveEnd':
      return write(() => stores.calls.recordEnd(id, effect.end))
    default:
      return unreachable(effect)
  }
}

function toConsole(running: Running, effect: Extract<Effect, { to: 'console' }>): void {
  const { publish, writer } = running.ports
  const callId = running.call.id
  switch (effect.do) {
    case 'showLine': {
      const { line } = effect
      publish({ kind: 'line', callId, line })
      // A line still being spoken changes many times a second; it is written when it is said.
      if (line.state === 'failed' || (line.state === 'final' && line.text !== '')) writer.line(line)
      return undefined
    }
    case 'showParties':
      return publish({ kind: 'parties', callId, parties: effect.parties })
    default:
      return unreachable(effect)
  }
}

function toClock(running: Running, effect: Extract<Effect, { to: 'clock' }>): void {
  const { timer } = effect
  clearTimeout(running.timers.get(timer))
  running.timers.delete(timer)
  if (effect.do === 'cancel') return
  const ring = () => take(running, { from: 'clock', type: timer })
  running.timers.set(timer, setTimeout(ring, effect.afterMs).unref())
}

function hearModel(running: Running, frame: ModelFrame): void {
  switch (frame.kind) {
    case 'event':
      noteWire(running, 'model', 'in', frame.raw)
      return take(running, { from: 'model', type: 'said', event: frame.event })
    case 'unknown':
      return noteWire(running, 'model', 'in', frame.raw)
    case 'malformed': {
      const { type, problem } = frame
      running.ports.logger.warn({ callId: running.call.id, type, problem }, 'malformed model event')
      const entry = { type: 'malformed', data: { type, problem } }
      return running.log.note('model', 'in', running.session.mediaMs, entry)
    }
    default:
      return unreachable(frame)
  }
}

function tellModel(running: Running, clientEvent: string): void {
  running.model?.send(clientEvent)
  // What we send is JSON of our own making.
  noteWire(running, 'model', 'out', JSON.parse(clientEvent) as Record<string, unknown>)
}

function obey(running: Running, command: CallCommand): readonly string[] {
  const entry = { type: `command.${command.do}`, data: {} }
  running.log.note('operator', 'in', running.session.mediaMs, entry)
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
  log.note(source, flow, session.mediaMs, wireNote(raw, session.keepsTranscript))
}

function snapshotOf(running: Running): Extract<FeedMessage, { type: 'snapshot' }> {
  const { session, call, log } = running
  return {
    type: 'snapshot',
    callId: call.id,
    parties: partyStates(session),
    lines: session.keepsTranscript ? orderedLines(session.transcript) : [],
    events: [...log.recent()],
  }
}
