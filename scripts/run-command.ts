import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export type CommandResult = {
  ok: boolean
  seconds: number
  /** stdout and stderr as they came. */
  output: string
}

/**
 * Runs a tool of node_modules/.bin (or any program) at the project's root to
 * its end. `onLine` hears its output as it comes. A program that cannot be
 * started is a failed result, not an exception.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; onLine?: (line: string) => void } = {},
): Promise<CommandResult> {
  const startedAt = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const take = (text: string) => {
    output += text
    if (options.onLine) for (const line of text.split('\n')) if (line !== '') options.onLine(line)
  }
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  const ok = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      take(`${command}: ${error.message}\n`)
      resolve(false)
    })
    child.once('close', (code) => resolve(code === 0))
  })
  return { ok, seconds: (performance.now() - startedAt) / 1_000, output }
}
