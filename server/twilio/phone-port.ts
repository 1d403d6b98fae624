import { WebSocket } from 'ws'

/** What the call may do to the caller's line. Fire and forget: a closed line swallows it. */
export type PhonePort = {
  /**
   * Queues agent audio (base64 mu-law, any length; checked by whoever took it
   * in), then a mark, where there is one, that comes back when it has been heard.
   */
  play(payload: string, mark: string | null): void
  mark(mark: string): void
  /** Drops what is queued at the carrier. */
  clear(): void
  close(): void
  bufferedBytes(): number
}

/** Speaks Twilio's side of a media stream (Twilio's docs, "Media Streams: WebSocket messages"). */
export function phonePort(socket: WebSocket, streamSid: string): PhonePort {
  const sid = JSON.stringify(streamSid)
  const mediaHead = `{"event":"media","streamSid":${sid},"media":{"payload":"`
  const markHead = `{"event":"mark","streamSid":${sid},"mark":{"name":`
  const send = (message: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message)
  }
  const mark = (name: string) => send(`${markHead}${JSON.stringify(name)}}}`)
  return {
    play(payload, name) {
      send(`${mediaHead}${payload}"}}`)
      if (name !== null) mark(name)
    },
    mark,
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

/** A close frame may be lost, and nobody waits a second for one. */
const farewellMs = 500
