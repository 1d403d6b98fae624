import type { IncomingMessage } from 'node:http'
import type { ModelLoss } from '#core/call/effects.ts'
import { isFinalCode } from '#core/call/model-error.ts'

/** A refusal is a few hundred bytes of JSON and comes with its status line; nobody waits for more. */
const bodyBytesMax = 8 * 1024
const bodyMs = 300

/**
 * What an HTTP answer instead of a session means. What the client did wrong
 * stays wrong; what the service cannot do now it may do soon, unless its body
 * says that it will not. Waits for the body 300 ms at most; never rejects.
 */
export async function readRefusal(response: IncomingMessage): Promise<ModelLoss> {
  const status = response.statusCode ?? 0
  const code = codeOf(await readBody(response))
  const isFinal = code !== null && isFinalCode(code)
  const isOurs = status >= 400 && status < 500 && !passing.has(status)
  const refused = isOurs || isFinal
  const ending = {
    reason: refused ? 'model-refused' : 'model-unreachable',
    by: 'model',
    error: { code: code ?? `http_${status}`, message: explain(status, code) },
  } as const
  return { ending, retryable: !refused }
}

/** Too slow, too early, too much: of all that is the client's fault these pass by themselves. */
const passing: ReadonlySet<number> = new Set([408, 425, 429])

function explain(status: number, code: string | null): string {
  if (code === 'insufficient_quota') return 'The account of OPENAI_API_KEY has no quota left.'
  if (status === 401) return 'The model’s service does not accept the API key (OPENAI_API_KEY).'
  if (status === 403) return 'The API key may not use this model.'
  if (status === 404) return 'The model’s service does not know this model or address.'
  if (status === 429) return 'The model’s service has no capacity or quota left for this key.'
  return `The model’s service answered with HTTP status ${status}.`
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= bodyBytesMax) chunks.push(chunk)
    else resolve()
  })
  for (const over of ['end', 'close', 'error'] as const) response.on(over, () => resolve())
  const patience = setTimeout(resolve, bodyMs)
  await promise
  clearTimeout(patience)
  return Buffer.concat(chunks).toString()
}

/** The error's code, as the vendor's API writes it: `{"error":{"code":"..."}}`. */
function codeOf(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body)
    const error = isRecord(answer) ? answer['error'] : null
    const code = isRecord(error) ? error['code'] : null
    return typeof code === 'string' && code !== '' ? code.slice(0, 100) : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
