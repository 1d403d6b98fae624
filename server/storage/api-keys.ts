import { apiKeySchema, type ApiKey } from '#contracts/api-key.ts'
import type { ApiKey as ApiKeyRow } from '#prisma/generated/client.ts'
import type { Database } from './database.ts'
import type { ApiKeyStore } from './people-stores.ts'

type Row = ApiKeyRow & { createdBy: { name: string } | null }

/** API keys in Postgres, by the SHA-256 of their text. */
export function createApiKeyStore({ client }: Database): ApiKeyStore {
  const find = async (id: string) => {
    const row = await client.apiKey.findUnique({ where: { id }, include })
    return row && toKey(row)
  }
  return {
    async list() {
      const rows = await client.apiKey.findMany({ orderBy: { createdAt: 'desc' }, include })
      return rows.map(toKey)
    },
    find,
    async create(key) {
      const data = { ...key, scopes: [...key.scopes] }
      return toKey(await client.apiKey.create({ data, include }))
    },
    async update(id, change) {
      const data = {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.perMinute !== undefined && { perMinute: change.perMinute }),
      }
      await client.apiKey.updateMany({ where: { id }, data })
      return find(id)
    },
    async revoke(id, revokedAt) {
      await client.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } })
      return find(id)
    },
    replace: (id, successor, { now, graceUntil }) =>
      client.$transaction(async (tx) => {
        const old = await tx.apiKey.findFirst({ where: { id, ...validAt(now) } })
        if (old === null) return null
        const expiresAt =
          old.expiresAt === null || old.expiresAt > graceUntil ? graceUntil : old.expiresAt
        await tx.apiKey.update({ where: { id }, data: { expiresAt } })
        const data = { ...successor, scopes: [...successor.scopes] }
        return toKey(await tx.apiKey.create({ data, include }))
      }),
    async findValid(hash, now) {
      const row = await client.apiKey.findFirst({ where: { hash, ...validAt(now) }, include })
      return row && toKey(row)
    },
    async recordUse(id, { at, address }) {
      const stale = new Date(at.getTime() - useEveryMs)
      await client.apiKey.updateMany({
        where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: stale } }] },
        data: { lastUsedAt: at, lastUsedFrom: address },
      })
    },
  }
}

const include = { createdBy: { select: { name: true } } } as const
const useEveryMs = 60_000

function validAt(now: Date) {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }
}

function toKey(row: Row): ApiKey {
  const { createdBy, createdAt, expiresAt, revokedAt, lastUsedAt, ...key } = row
  return apiKeySchema.parse({
    ...key,
    createdBy: createdBy?.name ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  })
}
