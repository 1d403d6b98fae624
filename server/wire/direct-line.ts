import { connect, isIP, Socket, type OnReadOpts, type TcpNetConnectOpts } from 'node:net'
import { connect as connectSecurely, type ConnectionOptions, type TLSSocket } from 'node:tls'

/**
 * Lines, TCP connections that is, which are all read into the same memory. Node makes a
 * buffer for each read, and takes it through a stream and its queue of ticks: with
 * fifty reads a second and side that is a twelfth of what a call costs (docs/decisions/010).
 * Until somebody asks for the bytes themselves, with {@link divertLine}, such a line
 * is a stream like any other.
 */
type Reads = { line: Socket | null; to: TakeBytes | null }

/** Gets what was read, until it returns: the next read, of whichever line, is written over it. */
type TakeBytes = (bytes: Buffer) => void

/** The most that is read at once. One for all: what was read has been taken before the next read. */
const memory = Buffer.allocUnsafeSlow(64 * 1_024)
const readsOf = new WeakMap<Socket, Reads>()

/** What opens the line to `url` (`ws:` or `wss:`), in the place of `net.connect` and `tls.connect`. */
export function lineTo(url: string): typeof connect {
  const open = url.startsWith('wss:') ? connectSecureLine : connectLine
  return open as typeof connect
}

// To `net` a path is that of a local socket, to `http` that of the request.
function connectLine(options: TcpNetConnectOpts): Socket {
  return lineOf((onread) => connect({ ...options, path: undefined, onread } as TcpNetConnectOpts))
}

function connectSecureLine(options: ConnectionOptions): TLSSocket {
  const { host = '' } = options
  const servername = options.servername ?? (isIP(host) === 0 ? host : '')
  // Its types lack `onread`, which its documentation has.
  return lineOf((onread) => {
    const secure = { ...options, servername, path: undefined, onread }
    return connectSecurely(secure as ConnectionOptions)
  })
}

/**
 * Goes on with a connection that a server accepted as a line: `accepted` is done with, and
 * closes when the line does. Where that cannot be (Node has no name of its own for what
 * lies below a socket) the answer is `accepted` itself, which is only read more slowly.
 */
export function takeLine(accepted: Socket): Socket {
  const { _handle: handle } = accepted as unknown as { _handle?: Handle | null }
  // A socket of another make, one for TLS say, does more than what lies below it.
  const isPlain = Object.getPrototypeOf(accepted) === Socket.prototype
  if (!isPlain || typeof handle?.useUserBuffer !== 'function') return accepted
  const early = accepted.read() as Buffer | null
  Object.assign(accepted, { _handle: null })
  // An end that was read already would not be told again to whom did not ask to read.
  handle.readStop()
  handle.reading = false
  const { allowHalfOpen } = accepted
  const line = lineOf((onread) => new Socket({ handle, allowHalfOpen, onread } as object))
  if (early !== null) line.unshift(early)
  return line.once('close', () => accepted.destroy())
}

type Handle = { useUserBuffer?: unknown; readStop(): void; reading: boolean }

/**
 * From now on `take` gets what is read of a line; null: its stream does again. A socket
 * that is none of these lines goes on as it was.
 */
export function divertLine(line: Socket, take: TakeBytes | null): void {
  const reads = readsOf.get(line)
  if (reads !== undefined) reads.to = take
}

function lineOf<S extends Socket>(open: (onread: OnReadOpts) => S): S {
  const reads: Reads = { line: null, to: null }
  const line = open({
    buffer: memory,
    callback(bytes) {
      const read = memory.subarray(0, bytes)
      if (reads.to === null) return reads.line?.push(Buffer.from(read)) ?? false
      reads.to(read)
      return true
    },
  })
  reads.line = line
  readsOf.set(line, reads)
  return line
}
