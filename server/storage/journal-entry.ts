import { z } from 'zod'
import { callWriteSchema } from '#contracts/call-write.ts'

/** What one call wants kept, with the stream that said so; null: no stream in particular. */
export const journalEntrySchema = z.object({
  callId: z.string().min(1),
  streamSid: z.string().nullable(),
  write: callWriteSchema,
})
export type JournalEntry = z.infer<typeof journalEntrySchema>

/**
 * The entry as one line of JSON that Postgres takes: its jsonb refuses the NUL
 * character and half of a surrogate pair, which a model's text may hold; each
 * becomes the replacement character. Throws for what JSON cannot hold at all.
 */
export function encodeEntry(entry: JournalEntry): string {
  const json = JSON.stringify(entry)
  if (!json.includes(String.raw`\u`)) return json
  return json.replace(notForPostgres, (found) =>
    found === escapedBackslash ? found : REPLACEMENT_CHARACTER,
  )
}

/** JSON.stringify escapes a surrogate only when its other half is missing; a backslash is always a pair. */
const notForPostgres = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g
const escapedBackslash = String.raw`\\`
const REPLACEMENT_CHARACTER = '\uFFFD'
