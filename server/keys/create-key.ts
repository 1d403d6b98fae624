import type { CreateApiKey, NewApiKey } from '#contracts/api-key.ts'
import { scopeSchema } from '#contracts/scope.ts'
import { newKey } from '../auth/new-key.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { refuseWider, type KeyMaker } from './key-maker.ts'

/** Makes a key. Its secret is in the answer and nowhere else. */
export async function createKey(
  ctx: AppContext,
  maker: KeyMaker,
  { name, scopes, expiresInDays, perMinute }: CreateApiKey,
): Promise<{ ok: true; made: NewApiKey } | Refusal> {
  const wider = refuseWider(maker, scopes)
  if (wider !== null) return wider
  const { secret, prefix, hash } = newKey()
  const key = await ctx.stores.apiKeys.create({
    name,
    prefix,
    hash,
    scopes: scopeSchema.options.filter((scope) => scopes.includes(scope)),
    perMinute,
    expiresAt: expiresInDays === null ? null : new Date(ctx.clock.now() + expiresInDays * DAY_MS),
    createdById: maker.operatorId,
  })
  return { ok: true, made: { key, secret } }
}

const DAY_MS = 86_400_000
