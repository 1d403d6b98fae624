import { z } from 'zod'
import {
  callSchema,
  callStatusSchema,
  directionSchema,
  endReasonSchema,
  tagSchema,
} from './call.ts'
import { roleSchema } from './transcript.ts'

const seconds = z.coerce.number().int().min(0).max(86_400)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** What a list of calls may be narrowed by; all that are given must hold. It is also what the list's address holds. */
const callFilterFields = {
  /** Created at or after, and before. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  direction: directionSchema.optional(),
  /** The other side's number: all of it, or the digits it begins or ends with. */
  number: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ().-]{2,32}$/, 'Give digits of a number, like +4420 or 0123.')
    .optional(),
  agentId: z.string().min(1).max(100).optional(),
  status: callStatusSchema.optional(),
  endReason: endReasonSchema.optional(),
  /** Of the conversation. */
  minSeconds: seconds.optional(),
  maxSeconds: seconds.optional(),
  hasRecording: flag.optional(),
  legalHold: flag.optional(),
  tag: tagSchema.optional(),
  /**
   * Words, or a part of a text without spaces, said by either side. All words must
   * be in one line; the last one may go on. Capitals and accents do not matter.
   */
  text: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/[\p{L}\p{N}\p{Extended_Pictographic}]/u, 'Give at least one letter or digit.')
    .optional(),
}

type Bounds = {
  from?: string | undefined
  to?: string | undefined
  minSeconds?: number | undefined
  maxSeconds?: number | undefined
}
const isEarlier = ({ from, to }: Bounds) =>
  from === undefined || to === undefined || Date.parse(from) < Date.parse(to)
const isShorter = ({ minSeconds, maxSeconds }: Bounds) =>
  minSeconds === undefined || maxSeconds === undefined || minSeconds <= maxSeconds
const later = { path: ['to'], error: 'It must be later than from.' }
const longer = { path: ['maxSeconds'], error: 'It must not be less than minSeconds.' }

export const callFilterSchema = z
  .object(callFilterFields)
  .refine(isEarlier, later)
  .refine(isShorter, longer)
export type CallFilter = z.infer<typeof callFilterSchema>

export const callListQuerySchema = z
  .object({
    ...callFilterFields,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(isEarlier, later)
  .refine(isShorter, longer)
export type CallListQuery = z.infer<typeof callListQuerySchema>

/** A line that holds what was searched for. */
export const transcriptHitSchema = z.object({
  itemId: z.string(),
  role: roleSchema,
  startMs: z.number().int().nullable(),
  /** An excerpt of the line, in parts; those with `isHit` are what was searched for. */
  excerpt: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
})
export type TranscriptHit = z.infer<typeof transcriptHitSchema>

/** A call as the list shows it; with `text` in the query, with up to three lines that hold it. */
export const listedCallSchema = callSchema.extend({ hits: z.array(transcriptHitSchema) })
export type ListedCall = z.infer<typeof listedCallSchema>

export const callColumnSchema = z.enum([
  'direction',
  'number',
  'agent',
  'status',
  'endReason',
  'duration',
  'started',
  'recording',
  'tags',
  'cost',
  'expires',
])
export type CallColumn = z.infer<typeof callColumnSchema>

/** A list that an operator wants back: its filters as the address holds them, and its columns. */
export const savedViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** A query string without the question mark. */
  query: z.string(),
  columns: z.array(callColumnSchema).nullable(),
  createdAt: z.iso.datetime(),
})
export type SavedView = z.infer<typeof savedViewSchema>

export const saveViewSchema = z.object({
  name: z.string().trim().min(1, 'Give the view a name.').max(60),
  query: z.string().max(2_000),
  columns: z.array(callColumnSchema).min(1).max(20).nullable().default(null),
})
export type SaveView = z.infer<typeof saveViewSchema>

/** Calls that one act is meant for: those named, 500 at most. */
export const callSelectionSchema = z.object({
  callIds: z.array(z.string().min(1).max(100)).min(1).max(500),
})
export type CallSelection = z.infer<typeof callSelectionSchema>

export const tagCallsSchema = callSelectionSchema.extend({
  add: z.array(tagSchema).max(20).default([]),
  remove: z.array(tagSchema).max(20).default([]),
})
export type TagCalls = z.infer<typeof tagCallsSchema>
