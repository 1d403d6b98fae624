import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { appContext } from '../app-context.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { withCors } from './cors.ts'
import { parseRequest, type Parsed } from './parse-request.ts'
import { problemResponse } from './problem-response.ts'
import { auditRequest } from './audit-request.ts'
import { admit } from './admit.ts'
import { setRateHeaders } from './rate-headers.ts'
import { countAdmitted, countArrival, type Rate } from './rate-limit.ts'
import type { Caller, OperatorCaller } from './require-caller.ts'

/** What an endpoint's own code is given: everything checked. */
export type RouteInput<E extends Endpoint> = Parsed<E> & {
  ctx: AppContext
  caller: E['access'] extends 'operator'
    ? OperatorCaller
    : E['access'] extends 'caller'
      ? Caller
      : null
  request: Request
  requestId: string
}

type HeaderList = readonly (readonly [string, string])[]

/** An answer that the endpoint has promised, in one of its statuses. */
export type Answer<E extends Endpoint> = {
  [Status in keyof E['responses']]: {
    status: Status
    body: E['responses'][Status] extends { schema: z.ZodType<infer Output> } ? Output : null
    headers?: HeaderList
    /** For the audit log: what was acted on, where the address does not say. */
    subject?: string
  }
}[keyof E['responses']]

/** All that an endpoint's code may come to; `response`: bytes, sent as they are. */
export type Answered<E extends Endpoint> =
  | Answer<E>
  | Headed<Refusal>
  | { response: Response; subject?: string }

/** With headers of its own, such as the size that a range missed. */
export type Headed<Given> = Given & { headers?: HeaderList }

type Admitted = Parameters<typeof auditRequest>[1]
/** `params` is not there at all where the address has none. */
type NextParams = { params?: Promise<Record<string, string | string[] | undefined>> }
export type RouteHandler = (request: Request, next: NextParams) => Promise<Response>

/**
 * Makes a Next route handler of an endpoint and the code that answers it: finds
 * out who asks, parses what is asked, answers, and turns every refusal into a
 * problem document. What nobody foresaw becomes a 500 that tells only an id,
 * under which the log has the rest.
 */
export function route<E extends Endpoint, const A extends Answered<E>>(
  endpoint: E,
  answer: (input: RouteInput<E>) => Promise<A>,
): RouteHandler {
  return async (request, next) => {
    const requestId = randomUUID()
    const response = await respond(endpoint, answer, request, next, requestId)
    response.headers.set('x-request-id', requestId)
    return response
  }
}

async function respond<E extends Endpoint>(
  endpoint: E,
  answer: (input: RouteInput<E>) => Promise<Answered<E>>,
  request: Request,
  next: NextParams,
  requestId: string,
): Promise<Response> {
  try {
    const ctx = appContext()
    const response = await admitAndAnswer(endpoint, answer, request, next, {
      ctx,
      requestId,
    }).catch((error: unknown) => problemResponse(failed(error, endpoint, requestId), requestId))
    const told = { requestId, operation: endpoint.operationId, url: request.url }
    ctx.logger.debug({ ...told, status: response.status }, 'a request was answered')
    return withCors(request, response, ctx.config.ALLOWED_ORIGINS)
  } catch (error) {
    return problemResponse(failed(error, endpoint, requestId), requestId)
  }
}

async function admitAndAnswer<E extends Endpoint>(
  endpoint: E,
  answer: (input: RouteInput<E>) => Promise<Answered<E>>,
  request: Request,
  next: NextParams,
  { ctx, requestId }: { ctx: AppContext; requestId: string },
): Promise<Response> {
  const arrival = countArrival(ctx, request)
  if (arrival.refusal !== null) return refused(arrival.refusal, arrival, requestId)
  const admitted = await admit(endpoint, request, ctx)
  const rate = await countAdmitted(ctx, { endpoint, request, arrival }, admitted)
  if (rate.refusal !== null) return refused(rate.refusal, rate, requestId)
  const params = (await next.params) ?? {}
  if (!admitted.ok) {
    const response = refused(admitted, rate, requestId)
    const { caller, problem } = admitted
    const outcome = { status: response.status, problem, subject: undefined }
    if (caller) await auditRequest(ctx, { endpoint, request, caller, params, requestId }, outcome)
    return response
  }
  const { caller } = admitted
  const act = { endpoint, request, caller, params, requestId }
  const answered = await answerAdmitted(endpoint, answer, act, ctx).catch((error: unknown) =>
    failed(error, endpoint, requestId),
  )
  const response = toResponse(answered, requestId)
  const problem = 'ok' in answered ? answered.problem : null
  const subject = 'subject' in answered ? answered.subject : undefined
  await auditRequest(ctx, act, { status: response.status, problem, subject })
  // A session that the answer began goes before the one that asked.
  const prolonged = response.headers.has('set-cookie') ? [] : admitted.setCookies
  for (const cookie of prolonged) response.headers.append('set-cookie', cookie)
  setRateHeaders(response.headers, rate)
  return response
}

function refused(refusal: Refusal, rate: Rate, requestId: string): Response {
  const response = problemResponse(refusal, requestId)
  setRateHeaders(response.headers, rate)
  return response
}

async function answerAdmitted<E extends Endpoint>(
  endpoint: E,
  answer: (input: RouteInput<E>) => Promise<Answered<E>>,
  { request, caller, params, requestId }: Admitted,
  ctx: AppContext,
): Promise<Answered<E>> {
  const read = await parseRequest(endpoint, request, params)
  if (!read.ok) return read
  return answer({ ...read.parsed, ctx, caller, request, requestId } as RouteInput<E>)
}

function toResponse<E extends Endpoint>(answered: Answered<E>, requestId: string): Response {
  if ('response' in answered) return answered.response
  if ('ok' in answered) {
    const response = problemResponse(answered, requestId)
    for (const [name, value] of answered.headers ?? []) response.headers.set(name, value)
    return response
  }
  const headers = new Headers()
  for (const [name, value] of answered.headers ?? []) headers.append(name, value)
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  const status = Number(answered.status)
  if (answered.body === null) return new Response(null, { status, headers })
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(answered.body), { status, headers })
}

/** A cursor that no page gave is the request's fault, and so are words that take too long; the database finds out. */
function failed(error: unknown, endpoint: Endpoint, requestId: string): Refusal {
  if (error instanceof Error && error.name === 'SearchTooWideError') {
    const message = 'Too many lines hold this. Give a longer word, another one, or a date.'
    return refuse('search-too-wide', message, { errors: [{ path: 'text', message }] })
  }
  if (error instanceof Error && error.name === 'CursorError') {
    const message = 'cursor must be the nextCursor of an earlier page.'
    return refuse('bad-request', message, { errors: [{ path: 'cursor', message }] })
  }
  logFailure(error, endpoint, requestId)
  const detail = `An error that should not happen. Quote ${requestId} when you ask for help.`
  return refuse('internal', detail)
}

/** Without a context, as when the environment is broken, stderr still gets a line. */
function logFailure(error: unknown, endpoint: Endpoint, requestId: string): void {
  const operation = endpoint.operationId
  try {
    appContext().logger.error({ err: error, requestId, operation }, 'a request failed')
  } catch {
    process.stderr.write(`Request ${requestId} (${operation}) failed: ${String(error)}\n`)
  }
}
