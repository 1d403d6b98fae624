import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { CallCommand, CommandResult } from '#contracts/control.ts'
import type { FeedChange } from '#contracts/feed.ts'
import { unreachable } from '#core/unreachable.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import type { Snapshot } from './call-carrier.ts'
import type { CarrierPause } from './carrier-pauses.ts'
import { streamsMax, unprovenMax } from './carry-here.ts'
import type { Meters } from './metrics.ts'
import { createQuestions, type Questions } from './questions.ts'
import { describeUpgrade } from './stream-hand-off.ts'
import { beatMs, isFromWorker, type FromWorker, type ToWorker } from './worker-messages.ts'
import { within } from './within.ts'

/** A process that carries calls, as the front sees it. */
export type WorkerProcess = {
  pid: number
  /** Settles once it takes calls; false: it went before that. */
  ready: Promise<boolean>
  /** Settles when it has gone and all that it said has been heard. */
  gone: Promise<void>
  /** Ids of the calls that it carries. */
  calls: ReadonlySet<string>
  /** Streams that were handed to it and are not over. */
  streams(): number
  /** It has started, and was heard from lately. */
  isThere(): boolean
  takesStreams(): boolean
  isJournalFull(): boolean
  take(request: IncomingMessage, head: Buffer): void
  /** Each answers null when the worker does not, in time. */
  command(callId: string, command: CallCommand): Promise<CommandResult | null>
  snapshot(callId: string): Promise<{ snapshot: Snapshot | null } | null>
  meters(): Promise<Meters | null>
  handOver(callId: string, atOnce: boolean): void
  /** Asks it to stop, its calls ended or let go of; kills it when it takes too long. */
  leave(order: { lettingGo: boolean }): void
}

/** What a worker says that is not about itself. */
export type WorkerNews = {
  changes(changes: readonly FeedChange[]): void
  began(callId: string, worker: WorkerProcess): void
  left(): void
  hangUp(call: { callId: string; callSid: string }): void
  pauseAtCarrier(pause: CarrierPause): void
  callOver(callId: string): void
}

export type WorkerParts = {
  config: Config
  relayId: string
  logger: Logger
  news: WorkerNews
}

/** The app waits two seconds for its own answer. */
const answerWithinMs = 1_500
/** A worker beats every second. One that is silent for some hears nobody either, and gets no streams. */
const silentBeatsMax = 5
/** For so many, it has hung: killed, it is replaced, and its callers are connected anew. */
const hungBeats = 20
/** Last writes take a few seconds where the database is slow. */
const leaveWithinMs = 12_000

/** What a dead worker said is here within a moment. */
const lastWordsMs = 300

type State = {
  readonly child: ChildProcess
  readonly parts: WorkerParts
  readonly calls: Set<string>
  /** Sockets handed over, by their number, until the worker says that it has them. */
  readonly onTheWay: Map<number, Socket>
  readonly ready: PromiseWithResolvers<boolean>
  readonly commands: Questions<CommandResult>
  readonly snapshots: Questions<{ snapshot: Snapshot | null }>
  readonly meters: Questions<Meters>
  streams: number
  lastNumber: number
  isReady: boolean
  /** Counted by our own clock's ticks: a machine that was asleep accuses nobody. */
  silentBeats: number
  isJournalFull: boolean
}

/** Starts a worker; it takes calls once `ready` says so. */
export function startWorkerProcess(parts: WorkerParts): WorkerProcess {
  const child = fork(new URL('./worker.ts', import.meta.url))
  const state: State = {
    child,
    parts,
    calls: new Set(),
    onTheWay: new Map(),
    ready: Promise.withResolvers(),
    commands: createQuestions(answerWithinMs),
    snapshots: createQuestions(answerWithinMs),
    meters: createQuestions(answerWithinMs),
    streams: 0,
    lastNumber: 0,
    isReady: false,
    silentBeats: 0,
    isJournalFull: false,
  }
  const worker = describe(state, untilGone(state))
  child.on('message', (raw) => {
    if (isFromWorker(raw)) hear(state, raw, worker)
  })
  listenForBeats(state, worker.gone)
  tell(state, { type: 'start', config: parts.config, relayId: parts.relayId })
  return worker
}

function listenForBeats(state: State, gone: Promise<void>): void {
  const beat = setInterval(() => {
    if (!state.isReady) return
    state.silentBeats += 1
    if (state.silentBeats === hungBeats) state.child.kill('SIGKILL')
  }, beatMs)
  void gone.then(() => clearInterval(beat))
}

/**
 * A process that is gone may still have words in the channel; they count. Its
 * end is not always told, when a socket was on its way.
 */
async function untilGone(state: State): Promise<void> {
  const { child, parts } = state
  const isSilent = once(child, 'disconnect').catch(() => [])
  try {
    await once(child, 'exit')
    await within(isSilent, lastWordsMs)
  } catch (error) {
    parts.logger.error({ err: error }, 'a worker of the relay could not be started')
  }
  state.isReady = false
  state.ready.resolve(false)
  for (const questions of [state.commands, state.snapshots, state.meters]) questions.giveUp()
  for (const line of state.onTheWay.values()) line.destroy()
}

function describe(state: State, gone: Promise<void>): WorkerProcess {
  const { child, calls } = state
  const isThere = () => state.isReady && state.silentBeats < silentBeatsMax
  return {
    pid: child.pid ?? 0,
    ready: state.ready.promise,
    gone,
    calls,
    streams: () => state.streams,
    isThere,
    takesStreams: () =>
      isThere() &&
      calls.size < streamsMax &&
      // Those that prove nothing are few, and make room by themselves.
      state.streams < streamsMax + unprovenMax.inAll,
    isJournalFull: () => state.isJournalFull,
    take: (request, head) => handOverLine(state, request, head),
    command: (callId, command) =>
      state.commands.ask((id) => tell(state, { type: 'command', id, callId, command })),
    snapshot: (callId) =>
      state.snapshots.ask((id) => tell(state, { type: 'snapshot', id, callId })),
    meters: () => state.meters.ask((id) => tell(state, { type: 'meters', id })),
    handOver: (callId, atOnce) => tell(state, { type: 'handOver', callId, atOnce }),
    leave(order) {
      state.isReady = false
      tell(state, { type: 'leave', ...order })
      const impatience = setTimeout(() => child.kill('SIGKILL'), leaveWithinMs)
      void gone.then(() => clearTimeout(impatience))
    },
  }
}

function tell({ child, parts }: State, message: ToWorker, line?: Socket): void {
  child.send(message, line, { keepOpen: true }, (error) => {
    if (error === null) return
    line?.destroy()
    parts.logger.debug({ err: error, pid: child.pid }, 'a worker could not be told')
  })
}

/**
 * Both processes hold the line until the worker says that it has it; then this one
 * lets go, and only then is the upgrade answered. Until that answer the peer is
 * silent: with two readers, its first words would be lost.
 */
function handOverLine(state: State, request: IncomingMessage, head: Buffer): void {
  const { socket: line } = request
  const number = (state.lastNumber += 1)
  state.streams += 1
  state.onTheWay.set(number, line)
  tell(state, { type: 'stream', number, upgrade: describeUpgrade(request, head) }, line)
}

function hear(state: State, message: FromWorker, worker: WorkerProcess): void {
  const { news } = state.parts
  state.silentBeats = 0
  switch (message.type) {
    case 'ready':
      state.isReady = true
      return state.ready.resolve(true)
    case 'beat':
      state.isJournalFull = message.journalFull
      return undefined
    case 'streamTaken':
      state.onTheWay.get(message.number)?.destroy()
      state.onTheWay.delete(message.number)
      return tell(state, { type: 'goOn', number: message.number })
    case 'streamOver':
      state.streams -= 1
      return undefined
    case 'began':
      state.calls.add(message.callId)
      return news.began(message.callId, worker)
    case 'left':
      state.calls.delete(message.callId)
      return news.left()
    case 'changes':
      return news.changes(message.changes)
    case 'hangUp':
      return news.hangUp(message)
    case 'pauseAtCarrier':
      return news.pauseAtCarrier(message)
    case 'callOver':
      return news.callOver(message.callId)
    case 'obeyed':
      return state.commands.answer(message.id, message.result)
    case 'snapshot':
      return state.snapshots.answer(message.id, message)
    case 'meters':
      return state.meters.answer(message.id, message.meters)
    default:
      return unreachable(message)
  }
}
