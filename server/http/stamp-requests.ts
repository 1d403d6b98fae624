import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { stampSocketAddress } from './client-address.ts'

/**
 * From now on every request to this process carries where it came from, before
 * anything else sees it: Node tells of each as soon as its headers are read.
 */
export function stampRequests(): void {
  subscribe('http.server.request.start', (message) => {
    stampSocketAddress((message as { request: IncomingMessage }).request)
  })
}
