import type { ApiKey } from '#contracts/api-key.ts'
import { scopeSchema, type Scope } from '#contracts/scope.ts'
import { isSameSecret } from '../auth/api-key.ts'
import { hashOfKey, isKeyShaped } from '../auth/new-key.ts'
import type { AppContext } from '../context.ts'
import { clientAddress } from './client-address.ts'

/** `perMinute` null: the house's default rate. */
export type KeyCaller = {
  kind: 'apiKey'
  key: { id: string; name: string; perMinute: number | null }
  scopes: readonly Scope[]
}

/**
 * The key that a request brings: the environment's own, or one made in the
 * console; null: not valid. Only what has the shape of a key is looked up.
 */
export async function findKey(
  ctx: AppContext,
  given: string,
  request: Request,
): Promise<KeyCaller | null> {
  const kept = ctx.config.API_KEY
  if (kept !== undefined && isSameSecret(given, kept)) return environmentKey
  if (!isKeyShaped(given)) return null
  const now = new Date(ctx.clock.now())
  const found = await ctx.stores.apiKeys.findValid(hashOfKey(given), now)
  if (found === null) return null
  noteUse(ctx, found, { at: now, address: clientAddress(request, ctx.config) })
  const { id, name, perMinute, scopes } = found
  return { kind: 'apiKey', key: { id, name, perMinute }, scopes }
}

/** Not waited for: whoever asks need not pay for our book-keeping, nor fail by it. */
function noteUse(ctx: AppContext, key: ApiKey, use: { at: Date; address: string | null }): void {
  const { lastUsedAt } = key
  if (lastUsedAt !== null && use.at.getTime() - Date.parse(lastUsedAt) <= noteEveryMs) return
  ctx.stores.apiKeys.recordUse(key.id, use).catch((error: unknown) => {
    ctx.logger.warn({ err: error, keyId: key.id }, 'the last use of a key was not noted')
  })
}

const noteEveryMs = 60_000

/** Whoever runs the place set it: it may do everything. */
const environmentKey: KeyCaller = {
  kind: 'apiKey',
  key: { id: 'environment', name: 'API_KEY', perMinute: null },
  scopes: scopeSchema.options,
}
