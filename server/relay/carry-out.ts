import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Effect } from '#core/call/effects.ts'
import { tapeBytes } from '#core/call/recent-audio.ts'
import { unreachable } from '#core/unreachable.ts'
import { clientEvents } from '../openai/client-events.ts'
import { hearModel } from './hear-model.ts'
import { noteWire } from './note-wire.ts'
import { modelInUse, type Running } from './running.ts'
import { watchNote } from './watch-note.ts'

/** Does what a call wants done: the only place that switches on effects. It awaits nothing. */
export function carryOut(running: Running, effect: Effect): void {
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
      return toCarrier(running, effect)
    case 'tap':
      return toTap(running, effect)
    case 'operator':
      running.answer = effect.notes
      return undefined
    default:
      return unreachable(effect)
  }
}

function toTap({ ports: { tap } }: Running, effect: Extract<Effect, { to: 'tap' }>): void {
  switch (effect.do) {
    case 'cut':
      return tap.cut(effect.items)
    case 'pause':
      return tap.pause(effect.atMs)
    case 'resume':
      return tap.resume(effect.atMs)
    default:
      return unreachable(effect)
  }
}

function toPhone(running: Running, effect: Extract<Effect, { to: 'phone' }>): void {
  const { phone, tap, watch, onEnded } = running.ports
  switch (effect.do) {
    case 'play':
      phone.play(effect.payload, effect.mark)
      return tap.agent(effect.payload, effect.itemId)
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
      modelInUse(running)?.append(effect.payload)
      return running.tape.keep(effect.payload, tapeBytes(running.session))
    case 'appendHeld':
      for (const piece of running.tape.newest(effect.bytes)) {
        modelInUse(running)?.append(piece)
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
      running.take({ from: 'model', number, type: 'closed', ...loss })
    },
  })
  running.models.set(number, socket)
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
    case 'savePause':
      return writer.write({ kind: 'pause', by: effect.by })
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
      const isSaid = line.state === 'failed' || (line.state === 'final' && hasContent(line))
      if (isSaid) writer.write({ kind: 'line', line })
      return undefined
    }
    case 'showParties':
      return publish({ kind: 'parties', callId, parties: effect.parties })
    default:
      return unreachable(effect)
  }
}

function hasContent({ text, withheld }: TranscriptLine): boolean {
  return text !== '' || withheld
}

function toCarrier(running: Running, effect: Extract<Effect, { to: 'carrier' }>): void {
  const { ports, call } = running
  switch (effect.do) {
    case 'endCall':
      return ports.hangUp(call.callSid)
    case 'pauseRecording':
      return ports.pauseAtCarrier(call.callSid, true)
    case 'resumeRecording':
      return ports.pauseAtCarrier(call.callSid, false)
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
    running.take({ from: 'clock', type: timer })
  }
  timers.set(timer, setTimeout(ring, effect.afterMs).unref())
  return undefined
}

function tellModel(running: Running, clientEvent: string): void {
  tell(running, running.session.model.number, clientEvent)
}

function tell(running: Running, number: number, clientEvent: string): void {
  running.models.get(number)?.send(clientEvent)
  // What we send is JSON of our own making.
  noteWire(running, 'model', 'out', JSON.parse(clientEvent) as Record<string, unknown>)
}
