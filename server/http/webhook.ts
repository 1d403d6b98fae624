import { randomUUID } from 'node:crypto'
import { appContext } from '../app-context.ts'
import type { AppContext } from '../context.ts'
import { refuse } from '../refusal.ts'
import { auditAct } from './audit-request.ts'
import { clientAddress } from './client-address.ts'
import { logFailure } from './log-failure.ts'
import { problemResponse } from './problem-response.ts'
import { countFailure } from './rate-limit.ts'
import {
  readCarrierWebhook,
  type CarrierEndpoint,
  type CarrierWebhook,
} from './read-carrier-webhook.ts'
import { receiveOnce } from './receive-once.ts'
import { withinMs } from './within-ms.ts'

type WebhookInput<E extends CarrierEndpoint> = Omit<CarrierWebhook<E>, 'signature'> & {
  ctx: AppContext
  /** Our own row, where the address named it. */
  callId: string | undefined
  /** It was answered before: the answer may be given again, but nothing be changed by it. */
  isRepeated: boolean
}
type Answer<E extends CarrierEndpoint> = (input: WebhookInput<E>) => Promise<Response>

/**
 * Makes a Next route handler of a carrier's webhook. What the carrier did not
 * sign for this very address is refused with one line in the log, and leaves
 * nothing else behind. Each webhook counts once: news that is repeated gets its
 * 204 and `answer` is not asked; a question that is repeated is answered again.
 * `onFailure` is answered when `answer` throws; left out: a 500, which makes the
 * carrier try again.
 */
export function webhook<E extends CarrierEndpoint>(
  endpoint: E,
  answer: Answer<E>,
  onFailure?: () => Response,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = randomUUID()
    const failed = (error: unknown) => {
      logFailure(error, { requestId, operation: endpoint.operationId }, 'a webhook failed')
      return onFailure?.() ?? problemResponse(refuse('internal', `Quote ${requestId}.`), requestId)
    }
    try {
      const ctx = appContext()
      const read = await readCarrierWebhook(endpoint, request, ctx)
      if (!read.ok) {
        // A flood gets the same answer, and no more lines in the log.
        if (countFailure(ctx, request) === null) {
          const address = clientAddress(request, ctx.config)
          const refused = { requestId, operation: endpoint.operationId, address }
          ctx.logger.warn({ ...refused, problem: read.problem }, 'webhook refused')
        }
        return problemResponse(read, requestId)
      }
      return await answerGenuine({ ctx, endpoint, request, read, requestId, answer, failed })
    } catch (error) {
      return failed(error)
    }
  }
}

async function answerGenuine<E extends CarrierEndpoint>(genuine: {
  ctx: AppContext
  endpoint: E
  request: Request
  read: CarrierWebhook<E>
  requestId: string
  answer: Answer<E>
  failed: (error: unknown) => Response
}): Promise<Response> {
  const { ctx, endpoint, request, read, requestId, answer } = genuine
  const { news, query } = read
  let isRepeated = false
  let isFailed = false
  const response = await receiveOnce(ctx, receiptsOf(endpoint, request, read), async (again) => {
    isRepeated = again
    if (again && isNews(endpoint)) return new Response(null, { status: 204 })
    return answer({ ctx, news, query, callId: query.callId, isRepeated })
  }).catch((error: unknown) => {
    isFailed = true
    return genuine.failed(error)
  })
  if (isRepeated && !isFailed) return response
  const subject = query.callId ?? news.CallSid
  const actor = { kind: 'carrier', id: null, name: 'Twilio' } as const
  const status = isFailed ? 500 : response.status
  const entered = auditAct(
    ctx,
    { endpoint, request, actor, subject, requestId },
    { status, problem: isFailed ? 'internal' : null },
  )
  await withinMs(entered, AUDIT_MS_MAX)
  return response
}

/** Somebody may be listening to silence until we answer; the entry is made all the same. */
const AUDIT_MS_MAX = 50

/** News is told; a question is answered with TwiML. */
function isNews(endpoint: CarrierEndpoint): boolean {
  return 204 in endpoint.responses
}

/**
 * Twilio's retries carry the token of the first try (Twilio's docs, "Webhooks:
 * idempotency"). Nothing signs that header, so whoever replays a webhook could
 * change it: the signature itself, over all that the webhook says, counts too.
 */
function receiptsOf<E extends CarrierEndpoint>(
  { operationId }: E,
  request: Request,
  { signature }: CarrierWebhook<E>,
): string[] {
  const token = request.headers.get('i-twilio-idempotency-token') ?? ''
  const isToken = token !== '' && token.length <= TOKEN_LENGTH_MAX
  const signed = `twilio:signature:${signature}:${operationId}`
  return isToken ? [signed, `twilio:${token}:${operationId}`] : [signed]
}

const TOKEN_LENGTH_MAX = 200
