import type { CallCommand } from '#contracts/control.ts'
import type { FeedMessage } from '#contracts/feed.ts'
import { base64Bytes } from '#core/audio/base64-bytes.ts'
import { partyStates } from '#core/call/party-states.ts'
import { parseMark } from '#core/call/playback.ts'
import type { SessionEvent } from '#core/call/session-event.ts'
import { newCallSession, numbersPerStream } from '#core/call/session.ts'
import { step } from '#core/call/step.ts'
import { keptLines } from '#core/call/withhold.ts'
import type { CallPorts } from './call-ports.ts'
import { createCallerTape } from './caller-tape.ts'
import type { CarriedCall } from './carried-call.ts'
import { carryOut } from './carry-out.ts'
import { createEventLog } from './event-log.ts'
import { noteWire } from './note-wire.ts'
import { modelInUse, type Running } from './running.ts'

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
  /** Settles when everything that it has written so far is in the database. */
  written(): Promise<void>
  /** Leaves the call to another stream: at once, or from its next quiet moment. */
  handOver(atOnce: boolean): void
  stop(): void
  snapshot(): Extract<FeedMessage, { type: 'snapshot' }>
  /** Bytes that wait for each of its sockets. */
  bufferedBytes(): { toModel: number; toPhone: number }
}

/** Five seconds of caller audio: a model that is further behind answers what nobody remembers. */
const modelBufferBytesMax = 64 * 1024

/**
 * Runs one call: feeds `step` with what happens, and has its effects carried
 * out. It awaits nothing, and shares nothing with any other call.
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
    take(event, nowMs = ports.monotonicMs()) {
      const next = step(running.session, event, nowMs)
      running.session = next.session
      for (const effect of next.effects) carryOut(running, effect)
    },
  }
  running.take({ from: 'relay', type: 'accepted' })
  prepareCover(running)
  return {
    callId,
    callSid: call.callSid,
    hearAudio: (payload, timestampMs, missed, arrivedMs) =>
      hearAudio(running, payload, timestampMs, missed, arrivedMs),
    hear: (event) => hear(running, event),
    note: (raw) => noteWire(running, 'carrier', 'in', { ...raw }),
    noteMalformed(event, problem) {
      ports.watch.error('malformed-frame')
      ports.logger.warn({ callId, event, problem }, 'malformed frame')
      noteWire(running, 'carrier', 'in', { type: 'malformed', event, problem })
    },
    command: (command) => obey(running, command),
    written: () => ports.writer.drained(),
    handOver: (atOnce) => running.take({ from: 'relay', type: 'handingOver', atOnce }),
    stop: () => running.take({ from: 'relay', type: 'stopping' }),
    snapshot: () => snapshotOf(running),
    bufferedBytes: () => ({
      toModel: modelInUse(running)?.bufferedBytes() ?? 0,
      toPhone: ports.phone.bufferedBytes(),
    }),
  }
}

function hearAudio(
  running: Running,
  payload: string,
  timestampMs: number,
  missed: number,
  arrivedMs: number,
): void {
  const { watch, tap, monotonicMs } = running.ports
  const modelFull = (modelInUse(running)?.bufferedBytes() ?? 0) > modelBufferBytesMax
  if (modelFull) watch.dropped('toModel', base64Bytes(payload))
  running.take({ from: 'phone', type: 'media', timestampMs, payload, missed, modelFull }, arrivedMs)
  watch.handled('toModel', monotonicMs() - arrivedMs)
  tap.caller(payload, running.call.offsetMs + timestampMs, arrivedMs)
}

function hear(running: Running, event: PhoneEvent): void {
  if (event.type === 'mark') {
    const mark = parseMark(event.name)
    // After a clear the carrier gives back what was not played.
    const counts = mark?.generation === running.session.playback.generation
    if (counts) running.ports.tap.heard(mark.itemId, mark.sentMs)
  }
  running.take(event)
}

/** Rendered while nothing is wrong yet: afterwards there may be nobody to render it. */
function prepareCover(running: Running): void {
  const { cover, voice } = running.call.config
  if (cover.mode !== 'sentence') return
  void running.ports.speak(cover.text, voice).then((payload) => {
    if (payload !== null) running.take({ from: 'relay', type: 'coverRendered', payload })
  })
}

function obey(running: Running, command: CallCommand): readonly string[] {
  const entry = { type: `command.${command.do}`, data: {} }
  running.log.note('operator', 'in', running.session.audio.mediaMs, entry)
  running.answer = []
  running.take({ from: 'operator', type: 'commanded', command })
  return running.answer
}

function snapshotOf(running: Running): Extract<FeedMessage, { type: 'snapshot' }> {
  const { session, call, log } = running
  return {
    type: 'snapshot',
    callId: call.callId,
    parties: partyStates(session),
    lines: session.keepsTranscript ? [...call.lines, ...keptLines(session)] : [],
    events: [...log.recent()],
    turns: [...running.turns.values()],
  }
}
