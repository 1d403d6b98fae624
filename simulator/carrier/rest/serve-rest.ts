import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { API_VERSION, type Exchange } from '../exchange.ts'
import { answerControl } from './control.ts'
import { notFound, refuse, type Reply } from './reply.ts'
import type { RestRequest } from './rest-request.ts'
import { ROUTES } from './routes.ts'

const BODY_BYTES_MAX = 256 * 1024

/** Answers one HTTP request as Twilio's REST API would: credentials first, then the resource. */
export async function serveRest(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await send(request, response, await answer(exchange, request))
  } catch (error) {
    exchange.onError(new Error('A request to the carrier failed.', { cause: error }))
    if (response.headersSent) response.destroy()
    else await send(request, response, refuse(500, 20500, 'Internal Server Error'))
  }
}

async function answer(exchange: Exchange, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://carrier')
  if (!isAuthorised(exchange, request.headers.authorization)) {
    const refusal = refuse(401, 20003, 'Authenticate')
    return { ...refusal, headers: { 'WWW-Authenticate': 'Basic realm="Twilio API"' } }
  }
  const body = await readBody(request)
  if (body === null) return refuse(413, 20001, 'The request is too large.')
  if (url.pathname.startsWith('/simulator/')) {
    return answerControl(exchange, request.method ?? 'GET', url.pathname, body)
  }
  const account = `/${API_VERSION}/Accounts/${exchange.accountSid}`
  if (!url.pathname.startsWith(account)) return notFound(url.pathname)
  return answerRest(exchange, url.pathname.slice(account.length), {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(body),
    headers: request.headers,
    sids: [],
  })
}

function answerRest(
  exchange: Exchange,
  path: string,
  request: RestRequest,
): Reply | Promise<Reply> {
  for (const { pattern, handlers } of ROUTES) {
    const match = pattern.exec(path)
    if (!match) continue
    const handler = handlers[request.method === 'HEAD' ? 'GET' : request.method]
    if (!handler) return refuse(405, 20004, 'Method not allowed')
    return handler(exchange, { ...request, sids: match.slice(1) })
  }
  return notFound(request.path)
}

function isAuthorised(exchange: Exchange, header: string | undefined): boolean {
  const credentials = Buffer.from(`${exchange.accountSid}:${exchange.authToken}`).toString('base64')
  return timingSafeEqual(digest(header ?? ''), digest(`Basic ${credentials}`))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    parts.push(part as Buffer)
    bytes += parts.at(-1)?.length ?? 0
    if (bytes > BODY_BYTES_MAX) return null
  }
  return Buffer.concat(parts).toString('utf8')
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  if ('file' in reply) {
    response.writeHead(reply.status, reply.headers)
    if (reply.file && request.method !== 'HEAD') return pipeline(reply.file, response)
    reply.file?.destroy()
    return void response.end()
  }
  if (!('json' in reply)) return void response.writeHead(204).end()
  response.writeHead(reply.status, { 'Content-Type': 'application/json', ...reply.headers })
  response.end(request.method === 'HEAD' ? '' : JSON.stringify(reply.json))
}
