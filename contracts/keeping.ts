import { z } from 'zod'
import { e164Schema } from './e164.ts'

const days = z.number().int().min(1).max(36_500).nullable()

/** For how long what is kept, in days from a call's end; null: for ever. */
export const retentionSchema = z.object({
  recordingsDays: days,
  transcriptsDays: days,
  /** The call's row itself, and with it all the rest. */
  callsDays: days,
})
export type Retention = z.infer<typeof retentionSchema>

/** How the house keeps recordings and transcripts. */
export const keepingSettingsSchema = z
  .object({
    retention: retentionSchema,
    /** By agent id, in place of the house's. */
    agents: z.record(z.string().max(100), retentionSchema),
    /** Once our own copy is verified, the carrier's is deleted. */
    deletesAtCarrier: z.boolean(),
    /** What the store may hold; null: no limit. A warning is shown from 80 per cent on. */
    quotaBytes: z.number().int().min(1_000_000).max(Number.MAX_SAFE_INTEGER).nullable(),
  })
  .meta({ id: 'KeepingSettings' })
export type KeepingSettings = z.infer<typeof keepingSettingsSchema>

export const updateKeepingSchema = keepingSettingsSchema.partial()
export type UpdateKeeping = z.infer<typeof updateKeepingSchema>

/** What a deletion is about: one recording, a call's transcript, or a call with all that belongs to it. */
export const deletionKindSchema = z.enum(['recording', 'transcript', 'call'])
export type DeletionKind = z.infer<typeof deletionKindSchema>

/** Why something is deleted. */
export const deletionCauseSchema = z.enum(['asked', 'retention', 'number'])
export type DeletionCause = z.infer<typeof deletionCauseSchema>

/** A deletion under way, or done. What it has not reached yet is tried again until it is gone. */
export const deletionSchema = z.object({
  id: z.string(),
  kind: deletionKindSchema,
  callId: z.string(),
  recordingSid: z.string().nullable(),
  cause: deletionCauseSchema,
  /** Who asked, in words; `retention` where nobody did. */
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  state: z.enum(['pending', 'done']),
  attempts: z.number().int(),
  failReason: z.string().nullable(),
  /** When it is tried again at the latest; null: it has not begun, or is done. */
  nextAttemptAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
})
export type Deletion = z.infer<typeof deletionSchema>

/** What is left of something deleted: that it was, by whom, and the sum that a copy could be told by. */
export const tombstoneSchema = z.object({
  kind: deletionKindSchema,
  callId: z.string(),
  callSid: z.string().nullable(),
  recordingSid: z.string().nullable(),
  sha256: z.string().nullable(),
  bytes: z.number().int().nullable(),
  cause: deletionCauseSchema,
  deletedBy: z.string(),
  deletedAt: z.iso.datetime(),
})
export type Tombstone = z.infer<typeof tombstoneSchema>

/** How a request to delete was answered: what is gone, what goes on, and what a hold spares. */
export const deletionAnswerSchema = z.object({
  deletions: z.array(deletionSchema),
  /** Calls that a legal hold spares. */
  held: z.array(z.string()),
})
export type DeletionAnswer = z.infer<typeof deletionAnswerSchema>

/** What the store holds, and how it grows. */
export const storageStatsSchema = z.object({
  /** Whether it lies on a disk or in an S3-compatible store; never with its credentials. */
  place: z.object({ kind: z.enum(['disk', 's3']), name: z.string() }),
  bytes: z.number(),
  quotaBytes: z.number().nullable(),
  /** Free on the disk; null: not known, or no limit. */
  freeBytes: z.number().nullable(),
  recordings: z.object({
    count: z.number().int(),
    /** By who recorded them. */
    bySource: z.array(
      z.object({
        source: z.enum(['relay', 'carrier']),
        count: z.number().int(),
        bytes: z.number(),
      }),
    ),
    byState: z.array(z.object({ state: z.string(), count: z.number().int() })),
    byAgent: z.array(
      z.object({
        agentId: z.string().nullable(),
        agentName: z.string(),
        count: z.number().int(),
        bytes: z.number(),
      }),
    ),
    oldestAt: z.iso.datetime().nullable(),
  }),
  transcripts: z.object({ lines: z.number().int(), bytes: z.number() }),
  calls: z.number().int(),
  /** Bytes that came in, for each of the last thirty days, the oldest first. */
  growth: z.array(z.object({ day: z.iso.date(), bytes: z.number(), count: z.number().int() })),
  pendingDeletions: z.number().int(),
  /** When the daily retention last ran; null: not yet. */
  retentionRanAt: z.iso.datetime().nullable(),
})
export type StorageStats = z.infer<typeof storageStatsSchema>

/** What is held on one number, before it is exported or deleted. */
export const numberHoldingsSchema = z.object({
  number: e164Schema,
  calls: z.number().int(),
  recordings: z.number().int(),
  transcriptLines: z.number().int(),
  bytes: z.number(),
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  /** Calls that a legal hold keeps from being deleted. */
  held: z.number().int(),
})
export type NumberHoldings = z.infer<typeof numberHoldingsSchema>
