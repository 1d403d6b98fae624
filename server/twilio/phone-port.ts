import { WebSocket } from 'ws'

/** What the call may do to the caller's line. Fire and forget: a closed line swallows it. */
export type PhonePort = {
  /** Queues agent audio (base64 mu-law, any length), then a mark that comes back when it has been heard. */
  play(payload: string, mark: string): void
  /** Drops what is queued at the carrier. */
  clear(): void
  close(): void
  bufferedBytes(): number
}

/** Speaks Twilio's side of a media stream (Twilio's docs, "Media Streams: WebSocket messages"). */
export function phonePort(socket: WebSocket, streamSid: string): PhonePort {
  const sid = JSON.stringify(streamSid)
  const send = (message: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message)
  }
  return {
    play(payload, mark) {
      send(`{"event":"media","streamSid":${sid},"media":{"payload":${JSON.stringify(payload)}}}`)
      send(`{"event":"mark","streamSid":${sid},"mark":{"name":${JSON.stringify(mark)}}}`)
    },
    clear() {
      send(`{"event":"clear","streamSid":${sid}}`)
    },
    close() {
      socket.close(1000)
      setTimeout(() => socket.terminate(), farewellMs).unref()
    },
    bufferedBytes: () => socket.bufferedAmount,
  }
}

const farewellMs = 1_000
