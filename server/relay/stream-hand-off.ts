import { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** An upgrade request, as one process hands it to another beside its socket. */
export type UpgradeHead = {
  method: string
  url: string
  headers: IncomingMessage['headers']
  /** base64: what the peer sent after the request; nothing, as a rule. */
  early: string
}

/** What is to be handed over of a request whose upgrade nobody has answered. */
export function describeUpgrade(request: IncomingMessage, head: Buffer): UpgradeHead {
  const { method = '', url = '', headers } = request
  return { method, url, headers, early: head.toString('base64') }
}

/** The request again, as if it had been read here. */
export function restoreUpgrade(
  upgrade: UpgradeHead,
  socket: Socket,
): { request: IncomingMessage; head: Buffer } {
  const request = new IncomingMessage(socket)
  const { method, url, headers, early } = upgrade
  Object.assign(request, { method, url, headers })
  return { request, head: Buffer.from(early, 'base64') }
}
