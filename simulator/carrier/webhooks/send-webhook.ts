import { randomUUID } from 'node:crypto'
import { signRequest, type FormParameters } from './signature.ts'

export type WebhookRequest = {
  url: string
  method: 'GET' | 'POST'
  parameters: Readonly<Record<string, string>>
}

export type WebhookAnswer =
  | { ok: true; contentType: string; body: Uint8Array }
  | { ok: false; code: number; problem: string }

export type WebhookSender = (request: WebhookRequest) => Promise<WebhookAnswer>

/** The whole of one request may take this long (Twilio's docs, "Webhooks connection overrides"). */
export const WEBHOOK_TIMEOUT_MS = 15_000

/**
 * Sends signed webhooks as Twilio does: parameters in the body of a POST or in the query of a GET,
 * one retry when the connection fails and none after that. Anything but a 2xx answer within the
 * time is Twilio's error 11200.
 */
export function webhookSender(authToken: string, timeoutMs = WEBHOOK_TIMEOUT_MS): WebhookSender {
  return async function send(request) {
    const idempotencyToken = randomUUID()
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await sendOnce(request, authToken, idempotencyToken, timeoutMs)
      } catch (error) {
        if (attempt === 0 && isConnectFailure(error)) continue
        return {
          ok: false,
          code: 11200,
          problem: `No answer from the webhook: ${reasonOf(error)}.`,
        }
      }
    }
  }
}

async function sendOnce(
  request: WebhookRequest,
  authToken: string,
  idempotencyToken: string,
  timeoutMs: number,
): Promise<WebhookAnswer> {
  const { url, body, signed } = render(request)
  const response = await fetch(url, {
    method: request.method,
    headers: {
      ...(body !== null && { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
      Accept: '*/*',
      'User-Agent': 'TwilioProxy/1.1',
      'I-Twilio-Idempotency-Token': idempotencyToken,
      'X-Twilio-Signature': signRequest(authToken, url, signed),
    },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
  const answer = new Uint8Array(await response.arrayBuffer())
  if (!response.ok) {
    return { ok: false, code: 11200, problem: `The webhook answered with HTTP ${response.status}.` }
  }
  const contentType = response.headers.get('content-type') ?? ''
  return { ok: true, contentType, body: answer }
}

function render(request: WebhookRequest): {
  url: string
  body: string | null
  signed: FormParameters
} {
  const url = request.url.split('#', 1)[0] ?? request.url
  const form = new URLSearchParams(request.parameters).toString()
  if (request.method === 'POST') return { url, body: form, signed: request.parameters }
  return { url: url + (url.includes('?') ? '&' : '?') + form, body: null, signed: {} }
}

const CONNECT_FAILURES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

function isConnectFailure(error: unknown): boolean {
  return CONNECT_FAILURES.has(codeOf(error))
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  if (code !== '') return code
  return error instanceof Error ? error.name : 'unknown failure'
}

/** fetch wraps the socket's error, whose code says what went wrong. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return ''
  return String(cause.code)
}
