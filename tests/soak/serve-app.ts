/** The app's routes on a port of their own, without Next: what the carrier's webhooks and the desk need. */
import { createServer, type IncomingMessage } from 'node:http'
import { fetchApp } from '#tests/fixtures/app-routes.ts'

const server = createServer((request, response) => {
  answer(request).then(
    async (answered) => {
      response.writeHead(answered.status, Object.fromEntries(answered.headers))
      response.end(Buffer.from(await answered.arrayBuffer()))
    },
    () => response.writeHead(500).end(),
  )
})
server.listen(Number(process.env['PORT']), '127.0.0.1')

async function answer(request: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return fetchApp(new URL(request.url ?? '/', process.env['PUBLIC_URL']).href, {
    method: request.method ?? 'GET',
    headers,
    ...(hasBody && { body: Buffer.concat(parts).toString('utf8') }),
  })
}
