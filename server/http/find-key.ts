import { scopeSchema } from '#contracts/scope.ts'
import { isSameSecret } from '../auth/api-key.ts'
import { hashOfKey } from '../auth/new-key.ts'
import type { AppContext } from '../context.ts'
import { clientAddress } from './client-address.ts'
import type { KeyCaller } from './require-caller.ts'

/** The key that a request brings: the environment's own, or one made in the console; null: not valid. */
export async function findKey(
  ctx: AppContext,
  given: string,
  request: Request,
): Promise<KeyCaller | null> {
  const kept = ctx.config.API_KEY
  if (kept !== undefined && isSameSecret(given, kept)) return environmentKey
  const now = new Date(ctx.clock.now())
  const key = await ctx.stores.apiKeys.findValid(hashOfKey(given), now)
  if (key === null) return null
  await ctx.stores.apiKeys.recordUse(key.id, {
    at: now,
    address: clientAddress(request, ctx.config),
  })
  const { id, name, perMinute, scopes } = key
  return { kind: 'apiKey', key: { id, name, perMinute }, scopes }
}

/** Whoever runs the place set it: it may do everything. */
const environmentKey: KeyCaller = {
  kind: 'apiKey',
  key: { id: 'environment', name: 'API_KEY', perMinute: null },
  scopes: scopeSchema.options,
}
