import { z } from 'zod'

const ERROR_LEVEL = 50

/** A log line as pino writes it (server/logger.ts). */
const logLineSchema = z.object({
  level: z.number(),
  msg: z.string().default(''),
  err: z.object({ message: z.string().optional() }).optional(),
})

/**
 * What of a child's output the person at the keyboard should see: the message
 * of a log line at error level, or anything on stderr that is not a log line.
 * Null: nothing.
 */
export function worthShowing(line: string, from: 'stdout' | 'stderr'): string | null {
  const log = parseLogLine(line)
  if (log === null) return from === 'stderr' && line.trim() !== '' ? line : null
  if (log.level < ERROR_LEVEL) return null
  return log.err?.message === undefined ? log.msg : `${log.msg}: ${log.err.message}`
}

function parseLogLine(line: string) {
  if (!line.startsWith('{')) return null
  try {
    return logLineSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
