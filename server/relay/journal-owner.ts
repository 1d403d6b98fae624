import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

/** A process, told apart from any other that had or will have its id. */
export const journalOwnerSchema = z.object({
  pid: z.number().int().positive(),
  /** When it started, in the system's own count; null where the system does not say. */
  startedAt: z.string().nullable(),
  /** Where its id means something: one boot of one machine, or one container. */
  place: z.string(),
})
export type JournalOwner = z.infer<typeof journalOwnerSchema>

/** An owner whom we cannot look up counts as gone after this long without a sign of life. */
const silentMsMax = 30_000

/** This process. */
export function thisOwner(): JournalOwner {
  return { pid: process.pid, startedAt: readStart(process.pid), place: readPlace() }
}

/** Does the process still run that gave its last sign of life `silentMs` ago? */
export function isAlive(owner: JournalOwner, silentMs: number): boolean {
  if (owner.place !== readPlace()) return silentMs < silentMsMax
  if (owner.startedAt !== null) return readStart(owner.pid) === owner.startedAt
  return isRunning(owner.pid) && silentMs < silentMsMax
}

/** Linux: the 22nd field of `/proc/<pid>/stat`, ticks since boot; the second may hold spaces and brackets. */
function readStart(pid: number): string | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function readPlace(): string {
  const boot = readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const processes = readOrNull(() => readlinkSync('/proc/self/ns/pid'))
  return boot === null || processes === null ? hostname() : `${boot} ${processes}`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readOrNull(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
