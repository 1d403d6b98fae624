import type { CreateResponse } from '#contracts/control.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { commandCall } from './command-call.ts'

/** Lets the agent of a live call speak now, with overrides for this one turn. */
export function createResponse(
  ctx: AppContext,
  idOrSid: string,
  response: CreateResponse,
): Promise<{ ok: true; notes: string[] } | Refusal> {
  return commandCall(ctx, idOrSid, { do: 'createResponse', response })
}
