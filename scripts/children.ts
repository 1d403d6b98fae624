import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createCleanText } from '#server/redaction/clean-text.ts'
import { secretsOf } from '#server/redaction/secrets-of.ts'
import { worthShowing } from './output-lines.ts'
import { StartProblem } from './start-problem.ts'

const LAST_LINES_KEPT = 15
const preload = new URL('./leave-with-parent.ts', import.meta.url).href
const root = fileURLToPath(new URL('..', import.meta.url))

export type ChildPlan = {
  /** How people call it: `relay`. */
  name: string
  /** What Node shall run: options, file, arguments. */
  args: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  mode: 'development' | 'production'
  /** Everything it prints is kept here, from this start on. */
  logFile: string
  /** What stands in the log already stays. */
  keepsLog?: boolean
  /** Called with each line the person at the keyboard should see. */
  show: (line: string) => void
  /** Show every line, not only errors. */
  verbose?: boolean
}

export type Child = {
  name: string
  pid: number
  /** Settles when it has gone: how it went, in words. */
  gone: Promise<string>
  /** The newest lines it printed, oldest first. */
  lastLines: () => string[]
  /** The first line of its stdout that `accept` takes; rejects if it goes before. */
  line: (accept: (line: string) => boolean) => Promise<string>
  /** Asks it to stop, and after a grace kills its whole group. */
  stop: (order?: StopOrder) => Promise<void>
}

/**
 * How a child is asked to leave, after how long it is told to hurry (SIGINT),
 * and when it is killed. Left out: SIGTERM, never, and five seconds.
 */
export type StopOrder = { signal?: NodeJS.Signals; hurryAfterMs?: number; graceMs?: number }

/**
 * Starts a Node process in a group of its own, so that the terminal's Ctrl-C
 * reaches the supervisor alone, which then stops its children in order. It
 * leaves by itself if this process dies (leave-with-parent.ts).
 */
export function startChild(plan: ChildPlan): Child {
  mkdirSync(dirname(plan.logFile), { recursive: true })
  const log = createWriteStream(plan.logFile, {
    mode: 0o600,
    flags: plan.keepsLog === true ? 'a' : 'w',
  })
  const child = spawn(process.execPath, ['--import', preload, ...plan.args], {
    cwd: root,
    env: {
      ...plan.env,
      NODE_ENV: plan.mode,
      // Its output goes to a file and through us, never to a terminal.
      NO_COLOR: '1',
      SWITCHBOARD_SUPERVISOR_PID: String(process.pid),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  if (child.pid === undefined) throw new StartProblem(`${plan.name} could not be started.`)
  const watch = watchOutput(plan, child.stdout, child.stderr, log)
  const gone = settleWhenGone(child, log)
  return {
    name: plan.name,
    pid: child.pid,
    gone,
    lastLines: () => [...watch.lastLines],
    line: (accept) => Promise.race([watch.line(accept), gone.then((how) => rejectGone(plan, how))]),
    stop: (order = {}) => stopChild(child, gone, order),
  }
}

function settleWhenGone(child: ChildProcess, log: WriteStream): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      const how = signal === null ? `exit code ${code}` : `killed by ${signal}`
      // Its last lines are what people will look for: they are in the file first.
      log.end(() => resolve(how))
    })
  })
}

async function stopChild(
  child: ChildProcess,
  gone: Promise<string>,
  { signal = 'SIGTERM', hurryAfterMs, graceMs = 5_000 }: StopOrder,
) {
  signalGroup(child, signal)
  const hurry = hurryAfterMs && setTimeout(() => signalGroup(child, 'SIGINT'), hurryAfterMs)
  const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs)
  await gone
  clearTimeout(impatience)
  clearTimeout(hurry)
  // Whatever the leader started and did not take along.
  signalGroup(child, 'SIGKILL')
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    child.kill(signal)
  }
}

type LineWaiter = { accept: (line: string) => boolean; resolve: (line: string) => void }

function watchOutput(plan: ChildPlan, stdout: Readable, stderr: Readable, log: WriteStream) {
  const lastLines: string[] = []
  const waiters = new Set<LineWaiter>()
  const clean = createCleanText(secretsOf(plan.env))
  const take = (line: string, from: 'stdout' | 'stderr') => {
    const cleaned = clean(line)
    log.write(`${cleaned}\n`)
    lastLines.push(cleaned)
    if (lastLines.length > LAST_LINES_KEPT) lastLines.shift()
    const shown = plan.verbose ? cleaned : worthShowing(cleaned, from)
    if (shown !== null) plan.show(shown)
    if (from === 'stdout') settleWaiters(waiters, line)
  }
  createInterface({ input: stdout }).on('line', (line) => take(line, 'stdout'))
  createInterface({ input: stderr }).on('line', (line) => take(line, 'stderr'))
  return {
    lastLines,
    line: (accept: (line: string) => boolean) =>
      new Promise<string>((resolve) => waiters.add({ accept, resolve })),
  }
}

function settleWaiters(waiters: Set<LineWaiter>, line: string): void {
  for (const waiter of waiters) {
    if (!waiter.accept(line)) continue
    waiters.delete(waiter)
    waiter.resolve(line)
  }
}

function rejectGone(plan: ChildPlan, how: string): never {
  throw new StartProblem(`${plan.name} stopped while starting (${how}). Its log: ${plan.logFile}`)
}
