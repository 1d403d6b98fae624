import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** Twilio's frames are small and whole; nothing legitimate on this socket is larger, or in many pieces. */
const mediaFrameBytesMax = 64 * 1024
const piecesMax = 64

/** Makes what answers the upgrade of a media stream, on `line`; whoever asks has shown the carrier's signature. */
export function createMediaUpgrade(): (
  request: IncomingMessage,
  line: Socket,
  head: Buffer,
  onOpen: (socket: WebSocket) => void,
) => void {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: mediaFrameBytesMax,
    maxFragments: piecesMax,
  })
  return (request, line, head, onOpen) => server.handleUpgrade(request, line, head, onOpen)
}
