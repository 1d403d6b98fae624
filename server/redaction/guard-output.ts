import { writeSync } from 'node:fs'
import { createCleanText } from './clean-text.ts'
import { redact } from './redact.ts'

/**
 * Cleans whatever this process prints past its logger: what a framework, a
 * library or a warning writes to stdout and stderr, and an error that ends the
 * process. A secret that is written in two pieces is not seen.
 */
export function guardOutput(secrets: readonly string[]): void {
  const clean = createCleanText(secrets)
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream)
    stream.write = (chunk: string | Uint8Array, ...rest: never[]) =>
      write(cleaned(chunk, clean), ...rest)
  }
}

/** Says why the process ends, cleaned, where Node would print the error as it is; then ends it. */
export function guardEnd(secrets: readonly string[]): void {
  const clean = createCleanText(secrets)
  process.on('uncaughtException', (error) => {
    const time = Date.now()
    const end = { level: 60, time, pid: process.pid, err: redact(error, clean) }
    writeSync(2, `${JSON.stringify({ ...end, msg: 'an error that nobody caught' })}\n`)
    process.exit(1)
  })
}

function cleaned(chunk: string | Uint8Array, clean: (text: string) => string): string | Uint8Array {
  if (typeof chunk === 'string') return clean(chunk)
  return Buffer.from(clean(Buffer.from(chunk).toString()))
}
