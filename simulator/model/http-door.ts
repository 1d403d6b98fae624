import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusal, type WireError } from './wire-error.ts'

/** The largest request body, in bytes: texts to speak are short. */
const BODY_BYTES_MAX = 1_000_000

/** Whether the request carries the key; any will do when the simulator was started without one. */
export function isAuthorised(request: IncomingMessage, apiKey: string | undefined): boolean {
  return apiKey === undefined || request.headers.authorization === `Bearer ${apiKey}`
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** An error as OpenAI's REST answers it. */
export function sendError(response: ServerResponse, status: number, error: WireError): void {
  sendJson(response, status, { error })
}

export const WRONG_KEY = refusal(
  'invalid_api_key',
  'Incorrect API key provided. Send it as "Authorization: Bearer <key>".',
)

/** Reads a request's JSON body; undefined when it is no JSON or too large. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > BODY_BYTES_MAX) return undefined
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return undefined
  }
}
