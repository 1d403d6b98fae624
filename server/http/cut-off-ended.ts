import { Socket } from 'node:net'

/** So long a peer has to close its side of a connection once ours is closed. */
const agreeMs = 2_000

/**
 * Takes what Node's channel `net.server.socket` tells (Node's docs, "Diagnostics
 * Channel: Net"). A peer that keeps its side open after we have ended ours, as one
 * whose upgrade was refused may, would keep the connection for good: no timeout of an
 * HTTP server covers it.
 */
export function cutOffEnded(message: unknown): void {
  const { socket } = message as { socket: unknown }
  if (!(socket instanceof Socket)) return
  socket.once('finish', () => {
    const cutOff = setTimeout(() => socket.destroy(), agreeMs)
    socket.once('close', () => clearTimeout(cutOff))
  })
}
