import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Environment } from './environment.ts'

const runningSchema = z.object({
  pid: z.number().int().positive(),
  DATABASE_URL: z.string(),
  TWILIO_API_BASE_URL: z.string().optional(),
})

/** What a command beside a running `npm start` must use, for it was made up at that start. */
export type Running = Pick<z.infer<typeof runningSchema>, 'DATABASE_URL' | 'TWILIO_API_BASE_URL'>

/** Leaves word, for this process's owner alone, of what this start made up; disposing takes it away. */
export function noteRunning(dataDir: string, env: Environment): Disposable {
  const { DATABASE_URL, TWILIO_API_BASE_URL } = env
  const note = JSON.stringify({ pid: process.pid, DATABASE_URL, TWILIO_API_BASE_URL })
  writeFileSync(pathIn(dataDir), note, { mode: 0o600 })
  return { [Symbol.dispose]: () => rmSync(pathIn(dataDir), { force: true }) }
}

/** Null: nothing runs in this folder. */
export function readRunning(dataDir: string): Running | null {
  try {
    const { pid, ...running } = runningSchema.parse(
      JSON.parse(readFileSync(pathIn(dataDir), 'utf8')),
    )
    process.kill(pid, 0)
    return running
  } catch {
    return null
  }
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'running.json')
}
