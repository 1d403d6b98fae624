import type { Act } from '#contracts/audit.ts'
import type { ProblemCode } from '#contracts/problem.ts'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import type { AppContext } from '../context.ts'
import { clientAddress } from './client-address.ts'
import type { Caller } from './require-caller.ts'

/**
 * Enters a request that was let in, and how it was answered, in the audit log,
 * where its endpoint says so. What was done stands even if that fails; the log
 * of the process then has the entry.
 */
export async function auditRequest(
  ctx: AppContext,
  asked: {
    endpoint: Endpoint
    request: Request
    caller: Caller | null
    params: Record<string, string | string[] | undefined>
    requestId: string
  },
  outcome: { status: number; problem: ProblemCode | null; subject: string | undefined },
): Promise<void> {
  if (isReadAgain(ctx, asked, outcome.status)) return
  const { caller, params, ...rest } = asked
  const subject = outcome.subject ?? (Object.values(params).flat().join('/') || null)
  await auditAct(ctx, { ...rest, actor: actorOf(caller), subject }, outcome)
}

/** Whether this reader has read just that a moment ago; a refused reading is always entered. */
function isReadAgain(
  ctx: AppContext,
  {
    endpoint,
    request,
    caller,
  }: Pick<Parameters<typeof auditRequest>[1], 'endpoint' | 'request' | 'caller'>,
  status: number,
): boolean {
  if (!endpoint.audited || endpoint.method !== 'GET' || status >= 400) return false
  const reader = actorOf(caller)
  const key = JSON.stringify([
    reader.kind,
    reader.id,
    clientAddress(request, ctx.config),
    request.url,
  ])
  return !ctx.readWindow.isFirst(key, ctx.clock.now())
}

/** The same of any act: who did what to what is known already. Never rejects. */
export async function auditAct(
  ctx: AppContext,
  asked: {
    endpoint: Endpoint
    request: Request
    actor: Act['actor']
    subject: string | null
    requestId: string
  },
  { status, problem }: { status: number; problem: ProblemCode | null },
): Promise<void> {
  const { endpoint, request, actor, subject, requestId } = asked
  if (!endpoint.audited) return
  const act: Act = {
    actor,
    action: endpoint.operationId,
    subject,
    address: clientAddress(request, ctx.config),
    result: status < 400 ? 'done' : status < 500 ? 'refused' : 'failed',
    detail: { status, ...(problem !== null && { problem }) },
    requestId,
  }
  try {
    await ctx.stores.audit.append(act, new Date(ctx.clock.now()))
  } catch (error) {
    ctx.logger.error({ err: error, act }, 'the audit log did not take an entry')
  }
}

/** Who asks, as the audit log names them. */
export function actorOf(caller: Caller | null): Act['actor'] {
  if (caller === null) return { kind: 'visitor', id: null, name: 'visitor' }
  if (caller.kind === 'apiKey') return { kind: 'apiKey', id: caller.key.id, name: caller.key.name }
  return { kind: 'operator', id: caller.operator.id, name: caller.operator.name }
}
