/**
 * `npm start` and `npm run dev`: the whole of Switchboard on this machine.
 * Flags: `--dev` reloads on change, `--verbose` shows what every part prints.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { guardOutput } from '#server/redaction/guard-output.ts'
import { secretsOf } from '#server/redaction/secrets-of.ts'
import { createProgress } from './progress.ts'
import { StartProblem } from './start-problem.ts'
import { runSwitchboard, type StopReason } from './supervisor.ts'

const DRAIN: StopReason = 'drain'
const AT_ONCE: StopReason = 'at-once'

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
guardOutput(secretsOf(process.env))
const stopping = new AbortController()
stopWhenAsked(stopping)
// Whoever read our output may be gone before we are.
process.stdout.on('error', () => stopping.abort(AT_ONCE))

try {
  await runSwitchboard({
    root: fileURLToPath(new URL('..', import.meta.url)),
    given: process.env,
    dev: values.dev,
    verbose: values.verbose,
    progress: createProgress((text) => process.stdout.write(text)),
    signal: stopping.signal,
  })
} catch (error) {
  if (!stopping.signal.aborted) complain(error)
}
process.exit()

function complain(error: unknown): void {
  process.exitCode = 1
  if (error instanceof StartProblem) process.stderr.write(`\n${error.message}\n`)
  else console.error(error)
}

/**
 * SIGTERM lets calls finish, the others end them. Once is a request; twice is an
 * order: the children then leave by themselves (leave-with-parent.ts).
 */
function stopWhenAsked(stop: AbortController): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(1)
      stop.abort(name === 'SIGTERM' ? DRAIN : AT_ONCE)
    })
  }
  if (process.env.npm_lifecycle_event !== undefined) stopWithAncestors(stop)
}

/** npm passes signals on; but when it, or the shell between, is killed outright, nobody tells us. */
function stopWithAncestors(stop: AbortController): void {
  const before = readAncestors()
  setInterval(() => {
    if (readAncestors() !== before) stop.abort(AT_ONCE)
  }, 1_000).unref()
}

function readAncestors(): string {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8')
    return `${process.ppid} ${/^PPid:.*$/m.exec(status)?.[0]}`
  } catch {
    return String(process.ppid)
  }
}
