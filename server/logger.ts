import { pino, type Logger } from 'pino'
import { createCleanText } from './redaction/clean-text.ts'
import { redact } from './redaction/redact.ts'

export type { Logger }

/**
 * A process's logger: JSON lines on stderr. What identifies a person or opens a
 * door is cut out of every entry, by name and by shape, whatever its level and
 * however deep it stands, and so are `secrets`, the configured ones (secretsOf).
 * Costs nothing below the level that is set, and never throws.
 */
export function createLogger(
  name: 'app' | 'relay',
  level: string,
  secrets: readonly string[] = [],
): Logger {
  const clean = createCleanText(secrets)
  return pino(
    {
      name,
      level,
      formatters: { bindings: (bindings) => asRecord(redact(bindings, clean)) },
      // Everything is plain by then.
      serializers: { err: (plain: unknown) => plain },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args.map((given) => redact(given, clean))
          const entry = args[0] instanceof Error ? { err: first } : first
          method.apply(this, [entry, ...rest] as Parameters<typeof method>)
        },
      },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
