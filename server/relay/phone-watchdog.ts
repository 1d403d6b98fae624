import { WebSocket } from 'ws'
import type { PhoneSocket } from '../twilio/phone-port.ts'

/**
 * Cuts a phone's socket whose peer has gone without a word: nothing came from it,
 * no audio and no answer to a ping, for one whole beat of four seconds. Its
 * `close` event then ends the call's other side.
 */
export function watchPhone({ socket, line }: PhoneSocket): void {
  let heardBytes = -1
  const beat = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return
    if (line.bytesRead === heardBytes) return socket.terminate()
    heardBytes = line.bytesRead
    socket.ping()
  }, beatMs)
  beat.unref()
  socket.on('close', () => clearInterval(beat))
}

/** Two of them are the longest that a peer can be gone unnoticed. */
const beatMs = 4_000
