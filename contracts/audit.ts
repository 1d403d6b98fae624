import { z } from 'zod'
import { pageQuerySchema } from './page.ts'

/** Who did something. `carrier` and `model`: a vendor's webhook; `visitor`: somebody who is not signed in. */
export const actorKindSchema = z.enum([
  'operator',
  'apiKey',
  'carrier',
  'model',
  'visitor',
  'system',
])
export type ActorKind = z.infer<typeof actorKindSchema>

export const auditResultSchema = z.enum(['done', 'refused', 'failed'])
export type AuditResult = z.infer<typeof auditResultSchema>

/** One act. Entries are only ever added; `hash` covers everything here and the hash of the one before. */
export const auditEntrySchema = z
  .object({
    /** Counts entries from 1, without gaps. */
    seq: z.number().int(),
    at: z.iso.datetime(),
    actor: z.object({
      kind: actorKindSchema,
      id: z.string().nullable(),
      /** As it was called then. */
      name: z.string(),
    }),
    /** Noun and verb of the endpoint, like `placeCall`. */
    action: z.string(),
    /** What it was done to: an id of ours or a vendor's; null: nothing in particular. */
    subject: z.string().nullable(),
    /** Where the request came from. */
    address: z.string().nullable(),
    result: auditResultSchema,
    /** HTTP status, problem code and the like; never words, numbers of people, keys or tokens. */
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    requestId: z.string().nullable(),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** What is known of an act before it has its place in the chain. */
export type Act = Omit<AuditEntry, 'seq' | 'at' | 'previousHash' | 'hash'>

/** The calendar of databases has no year 0. */
const instant = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'There is no year 0.')

export const auditFilterSchema = z.object({
  actor: z.string().max(200).optional().meta({ description: 'Part of a name, or an id.' }),
  action: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  result: auditResultSchema.optional(),
  from: instant.optional(),
  to: instant.optional(),
})
export type AuditFilter = z.infer<typeof auditFilterSchema>

export const auditQuerySchema = auditFilterSchema.extend(pageQuerySchema.shape)
export type AuditQuery = z.infer<typeof auditQuerySchema>

/**
 * Why an entry does not fit: `head-cut`: the first that is there is not number 1;
 * `missing`: numbers before it are not there; `reordered`: it stands behind a later
 * one, or follows another entry than the one before it; `altered`: its hash is not
 * that of what it says.
 */
export const chainBreakSchema = z.enum(['head-cut', 'missing', 'reordered', 'altered'])
export type ChainBreak = z.infer<typeof chainBreakSchema>

/** Whether the chain is whole; `brokenAt`: the first entry that does not fit. */
export const auditVerdictSchema = z.object({
  whole: z.boolean(),
  /** How many entries fit, from the first on. */
  entries: z.number().int(),
  brokenAt: z.number().int().nullable(),
  why: chainBreakSchema.nullable(),
  /** Of the newest entry that fits: whoever keeps it elsewhere notices an end that was cut off. */
  lastHash: z.string().nullable(),
})
export type AuditVerdict = z.infer<typeof auditVerdictSchema>
