import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { compileCache } from '#tests/fixtures/compile-cache.ts'

export type Child = {
  readonly process: ChildProcess
  /** With the exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const preload = new URL('../../scripts/leave-with-parent.ts', import.meta.url).href

/** Starts one of our programs; what it prints goes to `logPath`. It leaves when this process does. */
export function startChild(script: string, env: Record<string, string>, logPath: string): Child {
  const log = createWriteStream(logPath, { flags: 'a' })
  const child = spawn(process.execPath, ['--import', preload, script], {
    cwd: root,
    env: {
      ...compileCache,
      ...env,
      NODE_ENV: 'production',
      NO_COLOR: '1',
      SWITCHBOARD_SUPERVISOR_PID: String(process.pid),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const exited = once(child, 'close').then(([code, signal]) => {
    log.end()
    return (code ?? signal) as number | string
  })
  return { process: child, exited }
}

/** Waits until an address answers 2xx; rejects when the child is gone first, or after a minute. */
export async function waitUntilAnswers(child: Child, url: string): Promise<void> {
  let gone: number | string | undefined
  void child.exited.then((code) => (gone = code))
  for (let tries = 0; tries < 600; tries += 1) {
    if (gone !== undefined) throw new Error(`It left with ${gone} before it answered at ${url}.`)
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await sleep(100)
  }
  throw new Error(`Nothing answers at ${url}.`)
}
