import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { ModelWebhook, modelWebhookSchema } from '#contracts/model-webhooks.ts'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { appContext } from '../app-context.ts'
import type { AppContext } from '../context.ts'
import { isFromOpenAi } from '../openai/webhook-signature.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { auditAct } from './audit-request.ts'
import { clientAddress } from './client-address.ts'
import { describeIssues } from './describe-issues.ts'
import { logFailure } from './log-failure.ts'
import { problemResponse } from './problem-response.ts'
import { countFailure } from './rate-limit.ts'
import { readText } from './read-text.ts'
import { receiveOnce } from './receive-once.ts'

type ModelEndpoint = Endpoint & { body: typeof modelWebhookSchema }

/**
 * Makes a Next route handler of a webhook of the model's service. What OpenAI
 * did not sign within the last five minutes is refused with one line in the log,
 * and leaves nothing else behind. Each event counts once: one that is sent again
 * gets its 204, and `deal` is not asked. When `deal` throws, a 500 makes OpenAI
 * try again.
 */
export function modelWebhook(
  endpoint: ModelEndpoint,
  deal: (event: ModelWebhook, ctx: AppContext) => Promise<void>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = randomUUID()
    const { operationId: operation } = endpoint
    try {
      const ctx = appContext()
      const read = await readEvent(endpoint, request, ctx)
      if (!read.ok) {
        // A flood gets the same answer, and no more lines in the log.
        if (countFailure(ctx, request) === null) {
          const address = clientAddress(request, ctx.config)
          const { problem, why } = read
          ctx.logger.warn({ requestId, operation, address, problem, why }, 'webhook refused')
        }
        return problemResponse(read, requestId)
      }
      const { event, webhookId } = read
      const asked = { endpoint, request, requestId, actor, subject: subjectOf(event) }
      await receiveOnce(ctx, [`openai:${webhookId}`], async (isRepeated) => {
        if (isRepeated) return
        const problem = await deal(event, ctx).then(
          () => null,
          (error: unknown) => ({ error }),
        )
        const status = problem === null ? 204 : 500
        await auditAct(ctx, asked, { status, problem: problem === null ? null : 'internal' })
        if (problem !== null) throw problem.error
      })
      return new Response(null, { status: 204 })
    } catch (error) {
      logFailure(error, { requestId, operation }, 'a webhook failed')
      return problemResponse(refuse('internal', `Quote ${requestId}.`), requestId)
    }
  }
}

const actor = { kind: 'model', id: null, name: 'OpenAI' } as const

/** The call, where the event is about one. */
function subjectOf({ id, data }: ModelWebhook): string {
  const callId = data['call_id']
  return typeof callId === 'string' ? callId.slice(0, 200) : id
}

const BYTES_MAX = 65_536

/** `why`: for the log. */
type Refused = Refusal & { why: string }

async function readEvent(
  endpoint: ModelEndpoint,
  request: Request,
  { config }: AppContext,
): Promise<{ ok: true; event: ModelWebhook; webhookId: string } | Refused> {
  const { OPENAI_WEBHOOK_SECRET: secret } = config
  if (secret === undefined) return forbidden('OPENAI_WEBHOOK_SECRET is not set')
  const { headers } = request
  const webhookId = headers.get('webhook-id') ?? ''
  if (webhookId === '' || signedHeaders.some((name) => !headers.has(name))) {
    return forbidden('not signed')
  }
  const rawBody = await readText(request, BYTES_MAX)
  if (rawBody === null) {
    return { ...refuse('body-too-large', 'A webhook may have at most 64 KiB.'), why: 'too large' }
  }
  if (!(await isFromOpenAi({ secret, headers, rawBody }))) {
    return forbidden('forged, or older than five minutes')
  }
  const event = parseEvent(endpoint.body, rawBody)
  if (!event.ok) return event
  return { ok: true, event: event.data, webhookId: shortened(webhookId) }
}

const signedHeaders = ['webhook-timestamp', 'webhook-signature'] as const

/** The answer is the same whatever is wrong: whoever guesses learns nothing. */
function forbidden(why: string): Refused {
  return { ...refuse('forbidden', 'The signature does not fit.'), why }
}

function parseEvent(
  schema: z.ZodType<ModelWebhook>,
  text: string,
): { ok: true; data: ModelWebhook } | Refused {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return { ok: true, data: parsed.data }
    const errors = describeIssues(parsed.error.issues)
    return { ...refuse('bad-request', 'No event of the model.', { errors }), why: 'not an event' }
  } catch {
    return { ...refuse('bad-request', 'The body is not valid JSON.'), why: 'not JSON' }
  }
}

/** Of any length, as only OpenAI says what an id looks like. */
function shortened(webhookId: string): string {
  if (webhookId.length <= 200) return webhookId
  return createHash('sha256').update(webhookId).digest('hex')
}
