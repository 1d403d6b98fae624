import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebSocket } from 'ws'
import type { FeedChange } from '#contracts/feed.ts'
import { scopesOfRole } from '#core/access/scopes-of-role.ts'
import { guardFeeds, type FeedGuard } from '../feed/feed-guard.ts'
import type { FeedLog } from '../feed/feed-log.ts'
import { serveFeed } from '../feed/feed-socket.ts'
import type { RecordingDoor } from '../recordings/recording-door.ts'
import type { CallCarrier } from './call-carrier.ts'
import { carryHere, isPause, type CarryingParts } from './carry-here.ts'
import type { ControlDoor } from './control-door.ts'
import type { DrainOptions } from './drain.ts'
import { createHttpDoor } from './http-door.ts'
import type { LiveCalls } from './live-calls.ts'
import { openServer } from './open-server.ts'
import { createReadiness } from './ready.ts'
import { createUpgrade } from './upgrade.ts'
import { createWaitingRoom } from './waiting-room.ts'
import { carryInWorkers } from './workers.ts'

export type RelayParts = Omit<CarryingParts, 'publish' | 'consoles'> & {
  feed: FeedLog
  recordings: RecordingDoor
  keeping: Pick<ControlDoor, 'wakeDeletions' | 'freeBytes'>
  /** How the carrier took the newest pause of a call; null: as it was asked to. */
  pauseRemark: (callId: string) => Promise<string | null>
  /** Called with what the app shows on consoles. */
  onNews?: (change: FeedChange) => void
  /** Where calls are entered that this very process carries. */
  liveCalls?: LiveCalls
  /** How often open feeds are compared with the sessions behind them; left out: five seconds. */
  guardFeedsEveryMs?: number
}

export type Relay = {
  port: number
  /** Ids of the calls on the air. */
  carried: CallCarrier['carried']
  command: CallCarrier['command']
  /** Takes no new calls any more; settles when the last one has ended or was handed over. */
  drain(options: DrainOptions): Promise<void>
  /** Ends the calls that are up, lets their last writes out, closes every door. */
  close(): Promise<void>
}

/** What stands in front of the calls. */
type Doors = {
  parts: RelayParts
  carrier: CallCarrier
  consoles: Set<WebSocket>
  guard: FeedGuard
  command: CallCarrier['command']
  isDraining: () => boolean
}

/**
 * Listens on RELAY_HOST:RELAY_PORT (0: any free port) for media streams, consoles
 * and the app. Calls are carried here or, above one of RELAY_WORKERS, in processes
 * of their own.
 */
export async function startRelay(parts: RelayParts): Promise<Relay> {
  const { config, feed } = parts
  const consoles = new Set<WebSocket>()
  const carrying = { ...parts, publish: feed.publish, consoles: () => [...consoles] }
  const inWorkers = config.RELAY_WORKERS > 1
  const carrier = await (inWorkers
    ? carryInWorkers(carrying)
    : carryHere(carrying, parts.liveCalls))
  let isDraining = false
  const guard = openGuard(parts)
  const command = tellingOfPauses(carrier, parts)
  const doors: Doors = { parts, carrier, consoles, guard, command, isDraining: () => isDraining }
  const server = openServer(openHttpDoor(doors), config.RELAY_WORKERS)
  server.on('upgrade', openSocketDoors(doors))
  server.listen(config.RELAY_PORT, config.RELAY_HOST)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    carried: carrier.carried,
    command,
    drain(options) {
      isDraining = true
      return carrier.drain(options)
    },
    async close() {
      isDraining = true
      guard.stop()
      await carrier.close()
      for (const socket of consoles) socket.terminate()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A pause that the carrier has not followed is one that the operator must know of. */
function tellingOfPauses(carrier: CallCarrier, parts: RelayParts): CallCarrier['command'] {
  return async (callId, command) => {
    const result = await carrier.command(callId, command)
    if (result === null || !result.ok || !isPause(command)) return result
    const remark = await parts.pauseRemark(callId)
    return remark === null ? result : { ...result, notes: [...result.notes, remark] }
  }
}

/** Ends feeds soon after the sessions that opened them. */
function openGuard({ stores, clock, logger, guardFeedsEveryMs }: RelayParts): FeedGuard {
  return guardFeeds({
    everyMs: guardFeedsEveryMs ?? 5_000,
    standing: (ids) => stores.tickets.standing(ids, new Date(clock.now())),
    onError: (error) => logger.warn({ err: error }, 'open feeds could not be checked'),
  })
}

function openHttpDoor({ parts, carrier, command, isDraining }: Doors): RequestListener {
  const { config, logger, feed, stores, recordings, keeping } = parts
  return createHttpDoor({
    control: {
      ...recordings,
      ...keeping,
      secret: config.RELAY_SECRET,
      publish(change) {
        feed.publish(change)
        parts.onNews?.(change)
      },
      command,
    },
    meters: carrier.meters,
    logger,
    calls: () => carrier.carried().length,
    readiness: createReadiness({
      isDraining,
      room: carrier.room,
      isJournalFull: carrier.isJournalFull,
      ping: stores.ping,
      monotonicMs: () => performance.now(),
    }),
  })
}

/** Consoles that have not said hello yet. */
const silentConsolesMax = { perAddress: 32, inAll: 128 }

/** Media streams and consoles, each let in by its own rules. */
function openSocketDoors(doors: Doors): ReturnType<typeof createUpgrade> {
  const { parts, carrier, consoles, guard, isDraining } = doors
  const { config, logger, feed, stores } = parts
  const silentConsoles = createWaitingRoom(silentConsolesMax)
  return createUpgrade({
    config,
    logger,
    takesStreams: () => !isDraining() && carrier.room() === 'some',
    onMediaStream: carrier.take,
    onFeed(socket, address) {
      consoles.add(socket)
      const leave = silentConsoles.enter(address, () => socket.terminate())
      socket.once('message', leave)
      socket.on('close', () => {
        leave()
        consoles.delete(socket)
      })
      serveFeed(socket, {
        log: feed,
        async admit(ticket) {
          const now = new Date(parts.clock.now())
          const holder = await stores.tickets.redeemFeedTicket(ticket, now)
          if (holder !== null) guard.guard(socket, holder)
          return holder && scopesOfRole(holder.role)
        },
        snapshots: carrier.snapshots,
        onError: (error) => logger.warn({ err: error }, 'a console could not be served'),
      })
    },
  })
}
