import type { ApiKey, UpdateApiKey } from '#contracts/api-key.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { keyNotFound } from './key-not-found.ts'

/** Renames a key or changes its rate; what it may do never changes. */
export async function updateKey(
  ctx: AppContext,
  id: string,
  change: UpdateApiKey,
): Promise<{ ok: true; key: ApiKey } | Refusal> {
  const key = await ctx.stores.apiKeys.update(id, change)
  return key === null ? keyNotFound() : { ok: true, key }
}
