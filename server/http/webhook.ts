import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { appContext } from '../app-context.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { verifyWebhook } from '../twilio/signature.ts'
import { describeIssues } from './describe-issues.ts'
import { problemResponse } from './problem-response.ts'
import { readText } from './read-text.ts'

type WebhookEndpoint = Endpoint & {
  query: z.ZodType<{ callId?: string | undefined }>
  body: z.ZodType<{ AccountSid: string }>
}
type WebhookInput<E extends WebhookEndpoint> = {
  ctx: AppContext
  news: z.output<E['body']>
  /** What we wrote into the address ourselves. */
  query: z.output<E['query']>
  /** Our own row, where the address named it. */
  callId: string | undefined
}
type Answer<E extends WebhookEndpoint> = (input: WebhookInput<E>) => Promise<Response>

/**
 * Makes a Next route handler of a carrier's webhook: checks the signature
 * against the address that the carrier was given, never against what the request
 * claims its host to be; only then reads what it says. `onFailure` is answered
 * when `answer` throws; left out: a 500, which makes the carrier try again.
 */
export function webhook<E extends WebhookEndpoint>(
  endpoint: E,
  answer: Answer<E>,
  onFailure?: () => Response,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = randomUUID()
    try {
      const ctx = appContext()
      const read = await readWebhook(endpoint, request, ctx)
      if (!read.ok) {
        const { problem } = read
        ctx.logger.warn({ requestId, operation: endpoint.operationId, problem }, 'webhook refused')
        return problemResponse(read, requestId)
      }
      return await answer({ ctx, news: read.news, query: read.query, callId: read.query.callId })
    } catch (error) {
      logFailure(error, endpoint, requestId)
      if (onFailure !== undefined) return onFailure()
      return problemResponse(refuse('internal', `Quote ${requestId}.`), requestId)
    }
  }
}

const FORM_BYTES_MAX = 65_536

async function readWebhook<E extends WebhookEndpoint>(
  endpoint: E,
  request: Request,
  { config }: AppContext,
): Promise<{ ok: true; news: z.output<E['body']>; query: z.output<E['query']> } | Refusal> {
  const rawBody = await readText(request, FORM_BYTES_MAX)
  if (rawBody === null) return refuse('body-too-large', 'A webhook may have at most 64 KiB.')
  const { search, searchParams } = new URL(request.url)
  const genuine = verifyWebhook({
    authToken: config.TWILIO_AUTH_TOKEN,
    url: `${config.PUBLIC_URL}${endpoint.path}${search}`,
    signature: request.headers.get('x-twilio-signature') ?? '',
    rawBody,
    contentType: request.headers.get('content-type') ?? '',
  })
  if (!genuine) {
    return refuse('forbidden', `The signature does not fit ${config.PUBLIC_URL}${endpoint.path}.`)
  }
  const news = endpoint.body.safeParse(Object.fromEntries(new URLSearchParams(rawBody)))
  if (!news.success) {
    const errors = describeIssues(news.error.issues)
    return refuse('bad-request', 'The webhook is not as expected.', { errors })
  }
  if (news.data.AccountSid !== config.TWILIO_ACCOUNT_SID) {
    return refuse('forbidden', 'This webhook is about another account.')
  }
  const query = endpoint.query.safeParse(Object.fromEntries(searchParams))
  if (!query.success) {
    const errors = describeIssues(query.error.issues)
    return refuse('bad-request', 'The address is none that we gave the carrier.', { errors })
  }
  return {
    ok: true,
    news: news.data as z.output<E['body']>,
    query: query.data as z.output<E['query']>,
  }
}

function logFailure(error: unknown, endpoint: Endpoint, requestId: string): void {
  const operation = endpoint.operationId
  try {
    appContext().logger.error({ err: error, requestId, operation }, 'a webhook failed')
  } catch {
    process.stderr.write(`Webhook ${requestId} (${operation}) failed: ${String(error)}\n`)
  }
}
