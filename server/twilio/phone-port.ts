import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { textFrame, textFrames } from '../wire/text-frame.ts'

/** A media stream's socket, and the connection below it, which audio is written to and read from directly. */
export type PhoneSocket = { socket: WebSocket; line: Socket }

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
  /** Whether more than `bytes` wait for the line; asked before every piece of audio. */
  isBehind(bytes: number): boolean
  bufferedBytes(): number
}

/** Speaks Twilio's side of a media stream (Twilio's docs, "Media Streams: WebSocket messages"). */
export function phonePort({ socket, line }: PhoneSocket, streamSid: string): PhonePort {
  const sid = asciiJson(streamSid)
  const mediaHead = `{"event":"media","streamSid":${sid},"media":{"payload":"`
  const markHead = `{"event":"mark","streamSid":${sid},"mark":{"name":`
  /** Whether the line has asked for a pause; until it does, nobody need count what waits. */
  let isBacked = false
  const write = (frames: Buffer) => {
    if (socket.readyState === WebSocket.OPEN) isBacked = !line.write(frames)
  }
  const markOf = (name: string) => `${markHead}${asciiJson(name)}}}`
  return {
    play(payload, name) {
      const media = `${mediaHead}${payload}"}}`
      write(name === null ? textFrame(media) : textFrames(media, markOf(name)))
    },
    mark: (name) => write(textFrame(markOf(name))),
    clear: () => write(textFrame(`{"event":"clear","streamSid":${sid}}`)),
    close() {
      socket.close(1000)
      setTimeout(() => socket.terminate(), farewellMs).unref()
    },
    isBehind: (bytes) => isBacked && socket.bufferedAmount > bytes,
    bufferedBytes: () => socket.bufferedAmount,
  }
}

/** A close frame may be lost, and nobody waits a second for one. */
const farewellMs = 500

/** Ids are the vendors', and a frame is written byte by character. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
