import { WebSocket } from 'ws'

/**
 * Cuts a phone's socket whose peer has gone without a word: nothing was heard
 * from it, no audio and no answer to a ping, for one whole beat of four seconds.
 * Its `close` event then ends the call's other side.
 */
export function watchPhone(socket: WebSocket): void {
  let heard = true
  const hear = () => {
    heard = true
  }
  for (const sign of ['message', 'ping', 'pong'] as const) socket.on(sign, hear)
  const beat = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return
    if (!heard) return socket.terminate()
    heard = false
    socket.ping()
  }, beatMs)
  beat.unref()
  socket.on('close', () => clearInterval(beat))
}

/** Two of them are the longest that a peer can be gone unnoticed. */
const beatMs = 4_000
