import { WebSocket } from 'ws'

/** Sends to a peer that may not be reading, without ever holding more than a bound for it. */
export type BoundedSender = {
  isOpen(): boolean
  /** Sends now; a peer that has more than a mebibyte waiting is let go instead. */
  send(this: void, text: string): void
  /** Sends, and settles once the peer has room for more, or is gone. */
  sendPaced(text: string): Promise<void>
  /** Closes with 1013, and for good a second later: who does not read cannot be told. */
  letGo(): void
}

/** Wraps a socket that is open; after its end everything is swallowed. */
export function boundedSender(socket: WebSocket): BoundedSender {
  const isOpen = () => socket.readyState === WebSocket.OPEN
  const letGo = () => {
    if (!isOpen()) return
    socket.close(closeTryAgain, 'too slow')
    const farewell = setTimeout(() => socket.terminate(), farewellMs)
    socket.once('close', () => clearTimeout(farewell))
  }
  const send = (text: string) => {
    if (!isOpen()) return
    if (socket.bufferedAmount > bufferedBytesMax) letGo()
    else socket.send(text)
  }
  return {
    isOpen,
    send,
    letGo,
    sendPaced(text) {
      if (socket.bufferedAmount < pacedBytes) {
        send(text)
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const impatience = setTimeout(letGo, roomMs)
        const settle = () => {
          clearTimeout(impatience)
          resolve()
        }
        // A socket that is closing or closed reports an error here, which is an end as well.
        socket.send(text, settle)
      })
    },
  }
}

const closeTryAgain = 1013
const bufferedBytesMax = 1024 * 1024
const pacedBytes = 128 * 1024
/** A peer that makes no room for this long is not reading. */
const roomMs = 10_000
const farewellMs = 1_000
