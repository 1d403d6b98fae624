import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { consoleOrigins } from '../auth/console-origins.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { verifyUpgrade } from '../twilio/signature.ts'
import { peerAddress } from './peer-address.ts'

export const mediaStreamPath = '/media-stream'
export const feedPath = '/feed'

const feedFrameBytesMax = 4 * 1024

/**
 * Lets WebSockets in by their address: media streams only with the carrier's
 * signature over our configured address, consoles only from our own pages.
 * Everything else is refused before a socket exists.
 */
export function createUpgrade(options: {
  config: Config
  logger: Logger
  /** The upgrade itself is left to whoever carries calls. */
  onMediaStream: (request: IncomingMessage, head: Buffer) => void
  onFeed: (socket: WebSocket, address: string) => void
  /** False: media streams are turned away with 503. */
  takesStreams: () => boolean
}) {
  const { config, logger } = options
  const feed = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: feedFrameBytesMax,
  })
  const origins = new Set([...consoleOrigins(config), ...config.ALLOWED_ORIGINS])

  return function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const address = peerAddress(request, config.TRUSTED_PROXIES)
    const path = (request.url ?? '').split('?')[0]?.replace(/\/$/, '') ?? ''
    if (path === mediaStreamPath) {
      const variant = verifyUpgrade({
        authToken: config.TWILIO_AUTH_TOKEN,
        signature: header(request, 'x-twilio-signature'),
        origin: config.RELAY_PUBLIC_URL,
        path: mediaStreamPath,
      })
      if (variant === null) {
        logger.warn({ address }, 'media stream without a valid signature')
        return refuse(socket, 403)
      }
      if (!options.takesStreams()) return refuse(socket, 503)
      logger.debug({ variant }, 'media stream signature matched')
      return options.onMediaStream(request, head)
    }
    if (path === feedPath) {
      const origin = header(request, 'origin')
      if (!origins.has(origin)) return refuse(socket, 403)
      return feed.handleUpgrade(request, socket, head, (open) => options.onFeed(open, address))
    }
    return refuse(socket, 404)
  }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

function refuse(socket: Duplex, status: 403 | 404 | 503): void {
  const reason = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' }[status]
  const head = `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  // Its peer need not close its own side, and nobody else would.
  socket.end(head, () => socket.destroy())
}
