/**
 * Lets several processes talk to one PGlite at once, in Postgres's wire
 * protocol (PostgreSQL's documentation, "Message Flow").
 *
 * PGlite is a single session: a statement that one client has parsed is lost as
 * soon as another client parses its own. So clients take turns, and a turn is
 * everything up to the point where the client waits for an answer, not one
 * message (which is how pglite-socket deals them out, and mixes clients up).
 * While a transaction is open, all turns are its client's.
 */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'

export type DatabaseSocket = { port: number; close: () => Promise<void> }

/**
 * Serves `db` on 127.0.0.1 at `port` (0: any free one). Closing ends the
 * connections and leaves `db` open. Rejects when the port is taken.
 */
export async function serveDatabase(db: PGlite, port: number): Promise<DatabaseSocket> {
  const turns = createTurns(db)
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    connect(socket, turns)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = closeServer(server)
      const left = [...sockets].map(
        (socket) => new Promise((resolve) => socket.on('close', resolve)),
      )
      for (const socket of sockets) socket.destroy()
      await Promise.all([closed, ...left])
      await turns.settled()
    },
  }
}

type Turn = { socket: Socket; bytes: Uint8Array }
type Turns = {
  take(turn: Turn): void
  /** The client is gone: forget what it waits for, and undo its open transaction. */
  leave(socket: Socket): void
  settled(): Promise<void>
}

function createTurns(db: PGlite): Turns {
  let waiting: Turn[] = []
  let isRunning = false
  let ran: Promise<void> = Promise.resolve()
  let current: Socket | undefined
  /** Whose transaction is open. */
  let owner: Socket | undefined

  function next(): Turn | undefined {
    const at = owner === undefined ? 0 : waiting.findIndex(({ socket }) => socket === owner)
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }

  async function runAll(): Promise<void> {
    for (let turn = next(); turn !== undefined; turn = next()) {
      current = turn.socket
      await answer(db, turn)
      owner = db.isInTransaction() ? current : undefined
      current = undefined
    }
    isRunning = false
  }

  function take(turn: Turn): void {
    waiting.push(turn)
    if (isRunning) return
    isRunning = true
    ran = runAll()
  }

  return {
    take,
    leave(socket) {
      waiting = waiting.filter((turn) => turn.socket !== socket)
      if (owner === socket || current === socket) take({ socket, bytes: rollback })
    },
    settled: () => ran,
  }
}

async function answer(db: PGlite, { socket, bytes }: Turn): Promise<void> {
  socket.cork()
  try {
    await db.runExclusive(() =>
      db.execProtocolRawStream(bytes, {
        // The bytes lie in the database's own memory, which the next turn overwrites.
        onRawData: (data) => void (socket.writable && socket.write(Buffer.from(data))),
      }),
    )
  } catch (error) {
    socket.destroy(error instanceof Error ? error : undefined)
  }
  socket.uncork()
}

/** Cuts what arrives into messages, and messages into turns. */
function connect(socket: Socket, turns: Turns): void {
  let received = Buffer.alloc(0)
  let turn: Buffer[] = []
  let hasStarted = false

  socket.on('data', (data) => {
    received = Buffer.concat([received, data])
    for (let bytes = cut(); bytes !== undefined; bytes = cut()) read(bytes)
  })
  socket.on('close', () => turns.leave(socket))
  // 'close' follows; a client that breaks off is nobody's fault.
  socket.on('error', () => undefined)

  function cut(): Buffer | undefined {
    const typeBytes = hasStarted ? 1 : 0
    if (received.length < typeBytes + 4) return undefined
    const end = typeBytes + received.readUInt32BE(typeBytes)
    if (received.length < end) return undefined
    const message = received.subarray(0, end)
    received = received.subarray(end)
    return message
  }

  function read(message: Buffer): void {
    if (!hasStarted) return readFirst(message)
    const type = String.fromCharCode(message[0] ?? 0)
    if (type === TERMINATE) return void socket.end()
    turn.push(message)
    if (!ENDS_TURN.includes(type)) return
    turns.take({ socket, bytes: new Uint8Array(Buffer.concat(turn)) })
    turn = []
  }

  function readFirst(message: Buffer): void {
    const code = message.length < 8 ? CANCEL : message.readUInt32BE(4)
    if (code === WANTS_TLS || code === WANTS_GSS) return void socket.write('N')
    // Cancelling needs a second session, which PGlite does not have.
    if (code === CANCEL) return void socket.end()
    hasStarted = true
    turns.take({ socket, bytes: new Uint8Array(message) })
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  await closed
}

/** Query, Sync, Flush, FunctionCall, CopyDone, CopyFail: after these a client waits. */
const ENDS_TURN = 'QSHFcf'
const TERMINATE = 'X'
const WANTS_TLS = 80_877_103
const WANTS_GSS = 80_877_104
const CANCEL = 80_877_102

const rollback = simpleQuery('ROLLBACK')

function simpleQuery(sql: string): Uint8Array {
  const message = Buffer.alloc(1 + 4 + sql.length + 1)
  message.write('Q')
  message.writeUInt32BE(message.length - 1, 1)
  message.write(sql, 5)
  return new Uint8Array(message)
}
