import type { ApiKey } from '#contracts/api-key.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { keyNotFound } from './key-not-found.ts'

/** Ends a key: the very next request with it is refused. Revoking it again changes nothing. */
export async function revokeKey(
  ctx: AppContext,
  id: string,
): Promise<{ ok: true; key: ApiKey } | Refusal> {
  const key = await ctx.stores.apiKeys.revoke(id, new Date(ctx.clock.now()))
  return key === null ? keyNotFound() : { ok: true, key }
}
