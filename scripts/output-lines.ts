import { z } from 'zod'

const ERROR_LEVEL = 50

/** What matters of a log line as pino writes it (server/logger.ts). */
const logLineSchema = z.object({
  msg: z.string().default(''),
  err: z.object({ message: z.string().optional() }).optional(),
})

/**
 * What of a child's output the person at the keyboard should see: the message
 * of a log line at error level, or anything on stderr that is not a log line.
 * Null: nothing.
 */
export function worthShowing(line: string, from: 'stdout' | 'stderr'): string | null {
  // Pino puts the level first, whatever field of the same name follows.
  const level = /^\{"level":(\d+),/.exec(line)?.[1]
  if (level === undefined) return from === 'stderr' && line.trim() !== '' ? line : null
  if (Number(level) < ERROR_LEVEL) return null
  const log = parseLogLine(line)
  return log.err?.message === undefined ? log.msg : `${log.msg}: ${log.err.message}`
}

function parseLogLine(line: string): z.infer<typeof logLineSchema> {
  try {
    return logLineSchema.parse(JSON.parse(line))
  } catch {
    return { msg: line }
  }
}
