/** The carrier's REST, as far as a relay that only carries calls may ask: how a call stands, and to end it. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As an answer over the internet takes: a relay asks about one call after the other, and one that comes at once fills a core. */
const answerMs = 100

/** Answers that every call is up, until it is told to end it. */
export async function startCarrierRest(): Promise<{ url: string; close: () => void }> {
  const ended = new Set<string>()
  const server = createServer((request, response) => {
    request.resume()
    const sid = /Calls[/](CA[0-9a-f]+)/.exec(request.url ?? '')?.[1] ?? ''
    if (request.method === 'POST') ended.add(sid)
    const status = ended.has(sid) ? 'completed' : 'in-progress'
    const body = JSON.stringify({ sid, status, duration: '1', calls: [] })
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(body)
    }, answerMs)
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
