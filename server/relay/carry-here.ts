import type { WebSocket } from 'ws'
import type { CallCommand, CommandResult } from '#contracts/control.ts'
import type { FeedChange } from '#contracts/feed.ts'
import type { StartFrame } from '#contracts/media-frames.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import type { PhoneSocket } from '../twilio/phone-port.ts'
import { takeLine } from '../wire/direct-line.ts'
import { acceptStream, type StreamDoor } from './accept-stream.ts'
import { beginCall } from './begin-call.ts'
import type { CallCarrier } from './call-carrier.ts'
import type { CarriedCall } from './carried-call.ts'
import type { CarrierPause } from './carrier-pauses.ts'
import { drainCalls } from './drain.ts'
import { createTaps, type Taps } from './taps.ts'
import { openJournal, type Journal } from './journal.ts'
import { createLiveCalls, type LiveCalls } from './live-calls.ts'
import { createMediaUpgrade } from './media-upgrade.ts'
import { createRelayMetrics } from './metrics.ts'
import { peerAddress } from './peer-address.ts'
import { watchPhone } from './phone-watchdog.ts'
import { createRelayWatch, type RelayWatch } from './relay-watch.ts'
import type { RunningCall } from './run-call.ts'
import { openTracing } from './trace-loader.ts'
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts'
import { within } from './within.ts'

/** What carrying calls takes, in whichever process. */
export type CarryingParts = {
  config: Config
  /** The relay, as the database knows it. */
  relayId: string
  stores: Stores
  clock: Clock
  logger: Logger
  publish: (change: FeedChange) => void
  /** Asks the carrier to end a call; tries again by itself. */
  hangUp: (call: { callId: string; callSid: string }) => void
  /** Has the carrier's recording of a call pause, or go on; tries again by itself. */
  pauseAtCarrier: (pause: CarrierPause) => void
  /** Called when a call's stream has ended and all that was said is written. */
  onCallOver: (callId: string) => void
  /** A sentence in a voice as base64 mu-law; null when it cannot be had. Never rejects. */
  speak: (text: string, voice: string) => Promise<string | null>
  /** Sockets of the consoles that this process serves. */
  consoles: () => readonly { bufferedAmount: number }[]
}

/** Calls carried by this very process. */
export type OwnCarrier = CallCarrier & { liveCalls: LiveCalls }

/** What all streams of a process share. */
type Air = CarryingParts & {
  liveCalls: LiveCalls
  journal: Journal
  taps: Taps
  streams: Set<WebSocket>
  /** Those of them that have not shown a ticket yet. */
  unproven: WaitingRoom
  /** Calls that are over here, while what they said is still on its way to the database. */
  leaving: Map<string, Promise<void>>
  watch: RelayWatch
}

/** More streams than this at once and new ones are turned away, to keep the running ones whole. */
export const streamsMax = 500

/** Streams that have not shown a ticket yet, beside those; a burst of calls may come through one proxy. */
export const unprovenMax = { perAddress: 250, inAll: 500 }

/** A database that is away keeps no caller from the next stream, and no line open. */
const writtenMs = 1_000

/** Opens what calls need in this process: their journal, meters and traces. */
export async function carryHere(
  parts: CarryingParts,
  liveCalls = createLiveCalls(),
): Promise<OwnCarrier> {
  const journal = await openJournal({
    dir: parts.config.JOURNAL_DIR,
    stores: parts.stores,
    logger: parts.logger,
    onCallChanged: (call) => parts.publish({ kind: 'call', call }),
  })
  // A database that is away now is met again by whoever needs it.
  void parts.stores.warm().catch(() => undefined)
  const { consoles } = parts
  const metrics = createRelayMetrics({ calls: liveCalls.all, consoles, journal: journal.state })
  const tracing = await openTracing(parts.config, parts)
  const watch = createRelayWatch(metrics.calls, tracing)
  const streams = new Set<WebSocket>()
  const leaving = new Map<string, Promise<void>>()
  const taps = createTaps(parts)
  const unproven = createWaitingRoom(unprovenMax)
  const air: Air = { ...parts, liveCalls, journal, taps, streams, unproven, leaving, watch }
  const answerUpgrade = createMediaUpgrade()
  return {
    liveCalls,
    take(request, head) {
      const address = peerAddress(request, parts.config.TRUSTED_PROXIES)
      const line = takeLine(request.socket)
      answerUpgrade(request, line, head, (socket) => accept({ socket, line }, address, air))
    },
    room: () => (streams.size - unproven.size() < streamsMax ? 'some' : 'full'),
    isJournalFull: () => journal.state().full,
    carried: () => liveCalls.all().map(({ callId }) => callId),
    async command(callId, command) {
      const result = await commandCall(liveCalls, callId, command)
      // Whoever carries the call on reads what was said from the database.
      if (command.do === 'letGo') await within(leaving.get(callId) ?? Promise.resolve(), writtenMs)
      return result
    },
    snapshots: async () => liveCalls.snapshots(),
    meters: async () => [await metrics.read()],
    drain: (options) => drainCalls(liveCalls, options),
    async close() {
      for (const call of liveCalls.all()) call.stop()
      await Promise.all([journal.close(), taps.closed()])
      for (const socket of streams) socket.terminate()
      metrics.close()
      await tracing?.close()
    },
  }
}

function accept(phone: PhoneSocket, address: string, air: Air): void {
  const { socket } = phone
  air.streams.add(socket)
  socket.on('close', () => air.streams.delete(socket))
  watchPhone(phone)
  const door: StreamDoor = {
    accountSid: air.config.TWILIO_ACCOUNT_SID,
    relayId: air.relayId,
    monotonicMs: () => performance.now(),
    stores: air.stores,
    clock: air.clock,
    logger: air.logger,
    isLive: air.liveCalls.hasSid,
    begin: (call, start) => putOnAir(call, start, phone, air),
  }
  const turnAway = acceptStream(phone, door, () => leave())
  const leave = air.unproven.enter(address, () => turnAway('too many have not proved themselves'))
  socket.once('close', leave)
}

/** Puts a call on the air; null when another stream carries it already. */
function putOnAir(
  call: CarriedCall,
  start: StartFrame,
  phone: PhoneSocket,
  air: Air,
): RunningCall | null {
  const { liveCalls, journal, taps, watch, leaving } = air
  const { callId } = call
  const { streamSid } = start
  if (liveCalls.has(callId)) return null
  const writer = journal.writerOf({ callId, streamSid })
  const tap = taps.open(call)
  const running = beginCall(call, streamSid, phone, {
    ...air,
    watch: watch.forCall,
    tap,
    writer,
    // The carrier's own news of the end must find the reason written, or it would write another.
    hangUp: (over) => void within(writer.drained(), writtenMs).then(() => air.hangUp(over)),
    onEnded() {
      liveCalls.remove(callId)
      const written = writer.drained().then(() => {
        if (leaving.get(callId) === written) leaving.delete(callId)
      })
      leaving.set(callId, written)
      void Promise.all([written, tap.close()]).then(() => air.onCallOver(callId))
    },
  })
  liveCalls.add(running)
  return running
}

/** Answers also for a call that is not here. Whoever was told of a pause finds it in force on every relay. */
export async function commandCall(
  liveCalls: Pick<LiveCalls, 'find'>,
  callId: string,
  command: CallCommand,
): Promise<CommandResult> {
  const call = liveCalls.find(callId)
  if (!call) return callNotLive
  const notes = [...call.command(command)]
  if (isPause(command)) await within(call.written(), writtenMs)
  return { ok: true, notes }
}

/** Does the command change what is kept of the call? */
export function isPause({ do: wanted }: CallCommand): boolean {
  return wanted === 'pauseRecording' || wanted === 'resumeRecording'
}

/** The answer to a command for a call that nobody carries. */
export const callNotLive: CommandResult = {
  ok: false,
  problem: 'call-not-live',
  detail: 'No agent is talking on this call right now.',
}
