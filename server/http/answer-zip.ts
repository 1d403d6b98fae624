import { exportCallEndpoint } from '#contracts/rest/export-endpoints.ts'
import { may } from '#core/access/may.ts'
import type { AppContext } from '../context.ts'
import { packCalls, type Export } from '../exports/pack-calls.ts'
import { refuseWithoutRelay } from '../exports/refuse-without-relay.ts'
import { zipStream } from '../exports/zip-stream.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { actorOf, auditAct } from './audit-request.ts'
import { fileResponse } from './file-response.ts'
import { requesterOf } from './requester-of.ts'
import type { Caller } from './require-caller.ts'

type Asker = { ctx: AppContext; caller: Caller; request: Request; requestId: string }

/**
 * Streams calls as one zip of this name. Whoever takes it hears the recordings and
 * reads the words, so they must be allowed both. Of several calls each has an entry
 * in the audit log of its own, beside that of the request.
 */
export async function answerZip(
  { ctx, caller, request, requestId }: Asker,
  name: string,
  of: Omit<Export, 'by' | 'onCall'>,
): Promise<{ response: Response; subject?: string } | Refusal> {
  for (const scope of ['calls:read', 'recordings:read'] as const) {
    if (may(caller.scopes, scope)) continue
    return refuse('forbidden', `A zip of calls needs ${scope} too.`)
  }
  const refusal = await refuseWithoutRelay(ctx, of.callIds, request.signal)
  if (refusal !== null) return refusal
  const act = { endpoint: exportCallEndpoint, request, actor: actorOf(caller), requestId }
  const whole: Export = {
    ...of,
    by: requesterOf(caller),
    ...(!of.isOne && {
      onCall: ({ id }) => auditAct(ctx, { ...act, subject: id }, { status: 200, problem: null }),
    }),
  }
  const zip = zipStream((signal) => packCalls(ctx, whole, signal), request.signal)
  return { response: fileResponse(zip, { name, contentType: 'application/zip' }) }
}
