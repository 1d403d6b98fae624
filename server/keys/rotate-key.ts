import type { ApiKey, NewApiKey, RotateApiKey } from '#contracts/api-key.ts'
import { newKey } from '../auth/new-key.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { refuseWider, type KeyMaker } from './key-maker.ts'
import { keyNotFound } from './key-not-found.ts'

/**
 * Makes a successor of a key that is valid: same name, scopes and rate, living
 * as long as the old one was to live. The old one works for `graceHours` more,
 * or until its own end where that comes first.
 */
export async function rotateKey(
  ctx: AppContext,
  maker: KeyMaker,
  id: string,
  { graceHours }: RotateApiKey,
): Promise<{ ok: true; made: NewApiKey } | Refusal> {
  const old = await ctx.stores.apiKeys.find(id)
  if (old === null) return keyNotFound()
  const wider = refuseWider(maker, old.scopes)
  if (wider !== null) return wider
  const nowMs = ctx.clock.now()
  const { secret, prefix, hash } = newKey()
  const { name, scopes, perMinute } = old
  const livesMs = lifetimeMs(old)
  const key = await ctx.stores.apiKeys.replace(
    id,
    {
      name,
      prefix,
      hash,
      scopes,
      perMinute,
      expiresAt: livesMs === null ? null : new Date(nowMs + livesMs),
      createdById: maker.operatorId,
    },
    { now: new Date(nowMs), graceUntil: new Date(nowMs + graceHours * HOUR_MS) },
  )
  if (key === null) {
    return refuse('conflict', 'This key is revoked or expired, so make a new one instead.')
  }
  return { ok: true, made: { key, secret } }
}

const HOUR_MS = 3_600_000

function lifetimeMs({ createdAt, expiresAt }: ApiKey): number | null {
  return expiresAt === null ? null : Date.parse(expiresAt) - Date.parse(createdAt)
}
