/** The app's routes on a port of loopback, without Next around them: answers go out as they come. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { pipeline } from 'node:stream/promises'
import { fetchApp } from '#tests/fixtures/app-routes.ts'

/** Opens it; who leaves in the middle of an answer ends it where it comes from. */
export async function openAppDoor(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const {
    status,
    headers: answered,
    body,
  } = await fetchApp(request.url ?? '/', {
    headers,
    signal: gone.signal,
  })
  response.writeHead(status, Object.fromEntries(answered))
  if (body === null) response.end()
  else await pipeline(Readable.fromWeb(body as ReadableStream), response)
}
