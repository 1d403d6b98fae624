import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { streamsMax } from './carry-here.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** What a connection may take to say what it wants, and to say all of it. */
const headMs = 10_000
const requestMs = 30_000
const lookEveryMs = 1_000

/** Connections that have not said yet what they want. A burst of phones connects at once. */
const silentMax = { perAddress: 512, inAll: 2_048 }
/** Consoles, the app's questions, whoever looks at the metrics. */
const othersMax = 512

/**
 * The relay's HTTP server, not listening yet. A connection that never finishes its
 * request is cut off after ten seconds, and earlier where its address has too many
 * of them: strangers cannot use up the connections that calls need.
 */
export function openServer(onRequest: RequestListener, workers: number): Server {
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: lookEveryMs,
    },
    onRequest,
  )
  server.maxConnections = streamsMax * workers + silentMax.inAll + othersMax
  const room = createWaitingRoom(silentMax)
  const leaving = new WeakMap<object, () => void>()
  server.on('connection', (socket: Socket) => {
    const leave = room.enter(socket.remoteAddress ?? 'unknown', () => socket.destroy())
    leaving.set(socket, leave)
    socket.once('close', leave)
  })
  for (const said of ['request', 'upgrade'] as const) {
    server.on(said, ({ socket }: { socket: object }) => leaving.get(socket)?.())
  }
  return server
}
