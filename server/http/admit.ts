import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { may } from '#core/access/may.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { requireCaller, type Caller } from './require-caller.ts'

/** Turned away; `caller`: somebody we know, who lacks the right. */
export type TurnedAway = Refusal & { caller?: Caller }
/** Whoever asks, let in: null is anybody. */
export type AdmittedCaller = { ok: true; caller: Caller | null; setCookies: readonly string[] }

/**
 * Lets whoever asks in by the endpoint's own words: who may call it, and what
 * they must be allowed. This is the one place that decides it, so no endpoint
 * can forget to.
 */
export async function admit(
  endpoint: Endpoint,
  request: Request,
  ctx: AppContext,
): Promise<AdmittedCaller | TurnedAway> {
  if (endpoint.access === 'public') return { ok: true, caller: null, setCookies: [] }
  const admitted = await requireCaller(request, ctx)
  if (!admitted.ok) return admitted
  const { caller } = admitted
  if (endpoint.access === 'operator' && caller.kind !== 'operator') {
    const detail = 'This address is for an operator who is signed in, not for an API key.'
    return { ...refuse('forbidden', detail), caller }
  }
  if (endpoint.scope === null || may(caller.scopes, endpoint.scope)) return admitted
  return { ...refuse('forbidden', lacks(caller, endpoint.scope)), caller }
}

function lacks(caller: Caller, scope: string): string {
  if (caller.kind === 'apiKey') return `This needs a key with the scope ${scope}.`
  return `Your role, ${caller.operator.role}, does not allow this: it needs ${scope}. Ask an owner.`
}
