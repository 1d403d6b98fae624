import { z } from 'zod'
import { scopeSchema } from './scope.ts'

/** A key for programs, without its secret, which is shown once and kept as a hash. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** How it begins, so that people tell keys apart: `sb_Ab12Cd34`. */
    prefix: z.string(),
    scopes: z.array(scopeSchema),
    /** Requests a minute; null: the house's default. */
    perMinute: z.number().int().nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    lastUsedFrom: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKeySchema>

const name = z.string().trim().min(1, 'Name the key after what will use it.').max(80)
const perMinute = z.number().int().min(1).max(100_000).nullable()

export const createApiKeySchema = z.object({
  name,
  scopes: z.array(scopeSchema).min(1, 'Choose at least one scope.'),
  /** Days until it expires; null: never. */
  expiresInDays: z.number().int().min(1).max(3_650).nullable().default(90),
  perMinute: perMinute.default(null),
})
export type CreateApiKey = z.infer<typeof createApiKeySchema>

export const updateApiKeySchema = z.object({
  name: name.optional(),
  perMinute: perMinute.optional(),
})
export type UpdateApiKey = z.infer<typeof updateApiKeySchema>

/** Whoever uses the old key has this long to change over; 0: it stops at once. */
export const rotateApiKeySchema = z.object({
  graceHours: z.number().int().min(0).max(168).default(24),
})
export type RotateApiKey = z.infer<typeof rotateApiKeySchema>

/** The only time that anybody sees `secret`. */
export const newApiKeySchema = z.object({ key: apiKeySchema, secret: z.string() })
export type NewApiKey = z.infer<typeof newApiKeySchema>
