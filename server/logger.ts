import { pino, type Logger } from 'pino'

export type { Logger }

/**
 * A process's logger: JSON lines on stderr. What identifies a person or opens a
 * door is cut out by name, whatever level is set; messages never carry it.
 */
export function createLogger(name: 'app' | 'relay', level: string): Logger {
  return pino(
    {
      name,
      level,
      redact: {
        paths: [...secretFields, ...secretFields.map((field) => `*.${field}`)],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}

const secretFields = [
  'apiKey',
  'authorization',
  'cookie',
  'password',
  'secret',
  'ticket',
  'token',
  'from',
  'to',
  'text',
  'transcript',
  'instructions',
  'payload',
]
