import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebSocket } from 'ws'
import type { CallCommand, CommandResult } from '#contracts/control.ts'
import type { StartFrame } from '#contracts/media-frames.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { FeedLog } from '../feed/feed-log.ts'
import { serveFeed } from '../feed/feed-socket.ts'
import type { Logger } from '../logger.ts'
import type { RecordingDoor } from '../recordings/recording-door.ts'
import type { PhoneSocket } from '../twilio/phone-port.ts'
import type { Stores } from '../storage/stores.ts'
import { acceptStream } from './accept-stream.ts'
import { beginCall } from './begin-call.ts'
import type { CarriedCall } from './carried-call.ts'
import type { ControlDoor } from './control-door.ts'
import { drainCalls, type DrainOptions } from './drain.ts'
import { createHttpDoor } from './http-door.ts'
import { openJournal, type Journal } from './journal.ts'
import { createLiveCalls, type LiveCalls } from './live-calls.ts'
import { createRelayMetrics } from './metrics.ts'
import { watchPhone } from './phone-watchdog.ts'
import { createReadiness } from './ready.ts'
import { createRelayWatch, type RelayWatch } from './relay-watch.ts'
import type { RunningCall } from './run-call.ts'
import { openTracing } from './trace-loader.ts'
import { createUpgrade } from './upgrade.ts'

export type RelayParts = {
  config: Config
  /** This process, as the database knows it. */
  relayId: string
  stores: Stores
  feed: FeedLog
  clock: Clock
  logger: Logger
  /** Asks the carrier to end a call; tries again by itself. */
  hangUp: (call: { callId: string; callSid: string }) => void
  /** Called when a call's stream has ended and all that was said is written. */
  onCallOver: (callId: string) => void
  /** A sentence in a voice as base64 mu-law; null when it cannot be had. Never rejects. */
  speak: (text: string, voice: string) => Promise<string | null>
  recordings: RecordingDoor
}

export type Relay = {
  port: number
  liveCalls: LiveCalls
  /** Takes no new calls any more; settles when the last one has ended or was handed over. */
  drain(options: DrainOptions): Promise<void>
  /** Ends the calls that are up, lets their last writes out, closes every door. */
  close(): Promise<void>
}

/** What all streams and consoles of a relay share. */
type Air = {
  liveCalls: LiveCalls
  journal: Journal
  streams: Set<WebSocket>
  consoles: Set<WebSocket>
  watch: RelayWatch
  takesStreams: () => boolean
}

/** More streams than this at once and new ones are turned away, to keep the running ones whole. */
const streamsMax = 500

/** Listens on RELAY_HOST:RELAY_PORT (0: any free port) for media streams, consoles and the app. */
export async function startRelay(parts: RelayParts): Promise<Relay> {
  const { config, logger, feed, stores } = parts
  const journal = await openJournal({
    dir: config.JOURNAL_DIR,
    stores,
    logger,
    onCallChanged: (call) => feed.publish({ kind: 'call', call }),
  })
  const liveCalls = createLiveCalls()
  const streams = new Set<WebSocket>()
  const consoles = new Set<WebSocket>()
  let isDraining = false
  const isFull = () => streams.size >= streamsMax
  const metrics = createRelayMetrics({
    calls: liveCalls.all,
    consoles: () => [...consoles],
    journal: journal.state,
  })
  const tracing = await openTracing(config, parts)
  const watch = createRelayWatch(metrics.calls, tracing)
  const control: ControlDoor = {
    ...parts.recordings,
    secret: config.RELAY_SECRET,
    publish: feed.publish,
    command: (callId, command) => commandCall(liveCalls, callId, command),
  }
  const server = createServer(
    createHttpDoor({
      control,
      metrics,
      logger,
      calls: () => liveCalls.all().length,
      readiness: createReadiness({
        isDraining: () => isDraining,
        isFull,
        isJournalFull: () => journal.state().full,
        ping: stores.ping,
        monotonicMs: () => performance.now(),
      }),
    }),
  )
  const takesStreams = () => !isDraining && !isFull()
  const air: Air = { liveCalls, journal, streams, consoles, watch, takesStreams }
  server.on('upgrade', openSocketDoors(parts, air))
  server.listen(config.RELAY_PORT, config.RELAY_HOST)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    liveCalls,
    drain(options) {
      isDraining = true
      return drainCalls(liveCalls, options)
    },
    async close() {
      isDraining = true
      for (const call of liveCalls.all()) call.stop()
      await journal.close()
      for (const socket of [...streams, ...consoles]) socket.terminate()
      server.closeAllConnections()
      server.close()
      metrics.close()
      await tracing?.close()
    },
  }
}

/** Media streams and consoles, each let in by its own rules. */
function openSocketDoors(parts: RelayParts, air: Air): ReturnType<typeof createUpgrade> {
  const { config, logger, feed, stores } = parts
  return createUpgrade({
    config,
    logger,
    takesStreams: air.takesStreams,
    onMediaStream(socket, line) {
      keep(socket, air.streams)
      watchPhone(socket)
      acceptStream(socket, {
        accountSid: config.TWILIO_ACCOUNT_SID,
        relayId: parts.relayId,
        monotonicMs: () => performance.now(),
        stores,
        clock: parts.clock,
        logger,
        isLive: air.liveCalls.hasSid,
        begin: (call, start) => airCall(call, start, { socket, line }, parts, air),
      })
    },
    onFeed(socket) {
      keep(socket, air.consoles)
      serveFeed(socket, {
        log: feed,
        redeemTicket: (ticket) =>
          stores.tickets.redeemFeedTicket(ticket, new Date(parts.clock.now())),
        snapshots: air.liveCalls.snapshots,
        onError: (error) => logger.warn({ err: error }, 'a console could not be served'),
      })
    },
  })
}

/** Remembers a socket for as long as it is open. */
function keep(socket: WebSocket, among: Set<WebSocket>): void {
  among.add(socket)
  socket.on('close', () => among.delete(socket))
}

function commandCall(liveCalls: LiveCalls, callId: string, command: CallCommand): CommandResult {
  const call = liveCalls.find(callId)
  if (!call) {
    const detail = 'No agent is talking on this call right now.'
    return { ok: false, problem: 'call-not-live', detail }
  }
  return { ok: true, notes: [...call.command(command)] }
}

/** Puts a call on the air; null when another stream carries it already. */
function airCall(
  call: CarriedCall,
  start: StartFrame,
  phone: PhoneSocket,
  parts: RelayParts,
  { liveCalls, journal, watch }: Air,
): RunningCall | null {
  const { callId } = call
  const { streamSid } = start
  if (liveCalls.has(callId)) return null
  const writer = journal.writerOf({ callId, streamSid })
  const running = beginCall(call, streamSid, phone, {
    ...parts,
    watch: watch.forCall,
    publish: parts.feed.publish,
    writer,
    onEnded() {
      liveCalls.remove(callId)
      void writer.drained().then(() => parts.onCallOver(callId))
    },
  })
  liveCalls.add(running)
  return running
}
