import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readCommand } from './port-holder.ts'
import { StartProblem } from './start-problem.ts'

const lockSchema = z.object({ pid: z.number().int().positive(), address: z.string() })

/**
 * Claims the data folder for this process: two databases in one folder would
 * ruin it. A claim left behind by a process that is gone is taken over; one
 * that is alive throws {@link StartProblem} with its address.
 */
export function claimDataFolder(
  dataDir: string,
  address: string,
): Disposable & { wasStale: boolean } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'start.lock')
  const holder = readHolder(path)
  if (holder !== null && isRunning(holder.pid)) {
    throw new StartProblem(
      `Switchboard already runs in this folder: ${holder.address} (process ${holder.pid}).\n` +
        `  Open that, or stop it with: kill ${holder.pid}\n` +
        '  To run a second one, give it a folder and ports of its own: SWITCHBOARD_DATA_DIR, PORT, RELAY_PORT.',
    )
  }
  rmSync(path, { force: true })
  const file = openSync(path, 'wx')
  writeSync(file, JSON.stringify({ pid: process.pid, address }))
  closeSync(file)
  return { wasStale: holder !== null, [Symbol.dispose]: () => rmSync(path, { force: true }) }
}

function readHolder(path: string) {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Ids are used again: where the system shows command lines, a stranger with the old id does not count. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const command = readCommand(pid)
  return process.platform !== 'linux' || (command?.includes('start.ts') ?? false)
}
