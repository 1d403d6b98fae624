import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isSpooledCall } from './is-spooled-call.ts'
import { isAlive, journalOwnerSchema, thisOwner } from './journal-owner.ts'
import type { Segment } from './read-segment.ts'
import { removeSpooled } from './remove-spooled.ts'

/**
 * Where calls that are being recorded lie until they are recordings: a folder
 * for each call, a file in it for each of its streams. Several processes may share it.
 */
export type Spool = {
  /** Calls of which something is here. */
  calls(): Promise<string[]>
  /** The files of a call's streams. */
  segments(callId: string): Promise<string[]>
  /** True while the process that writes it down lives. */
  isBeingWritten(segment: Segment): Promise<boolean>
  /** Runs `work` unless a process that lives is at the same call; false: one is. */
  claim(callId: string, work: () => Promise<void>): Promise<boolean>
  /** The call's recording is where recordings are kept, or there is none. */
  remove(callId: string): Promise<void>
  /** The same whoever asks, and however often: a call's recording is one. */
  recordingSid(callId: string): string
}

/** A file for a stream of the call, which is not there yet. */
export function newSegmentPath(dir: string, callId: string, streamNumber: number): string {
  return join(dir, callId, `${streamNumber}-${randomBytes(6).toString('hex')}${extension}`)
}

const extension = '.tap'
const idFile = 'spool-id'
const claimFile = 'claimed.json'
const privateFile = 0o600
const privateFolder = 0o700
/** A file is written to at least every five seconds; a writer that hangs is not waited for any longer. */
const silentMsMax = 15_000

/** Opens the spool in `dir`, made where it is missing. Rejects where that cannot be. */
export async function openSpool(dir: string): Promise<Spool> {
  await mkdir(dir, { recursive: true, mode: privateFolder })
  const id = await readId(dir)
  return {
    async calls() {
      const entries = await readdir(dir, { withFileTypes: true })
      return entries
        .filter((entry) => entry.isDirectory() && isSpooledCall(entry.name))
        .map(({ name }) => name)
    },
    async segments(callId) {
      const names = await readdir(join(dir, callId)).catch(ignoreMissing)
      return (names ?? [])
        .filter((name) => name.endsWith(extension))
        .toSorted()
        .map((name) => join(dir, callId, name))
    },
    async isBeingWritten({ path, head }) {
      const { mtimeMs } = await stat(path)
      const silentMs = Date.now() - mtimeMs
      return silentMs <= silentMsMax && isAlive(head.owner, silentMs)
    },
    async claim(callId, work) {
      const path = join(dir, callId, claimFile)
      if (!(await claimed(path))) return false
      try {
        await work()
        return true
      } finally {
        await rm(path, { force: true })
      }
    },
    remove: (callId) => removeSpooled(dir, callId),
    recordingSid: (callId) =>
      `RL${createHash('sha256').update(`${id} ${callId}`).digest('hex').slice(0, 32)}`,
  }
}

/** Two that begin at once agree on one: whoever comes second finds the first's. */
async function readId(dir: string): Promise<string> {
  const path = join(dir, idFile)
  // A disk that is full still says what it holds.
  const known = await readFile(path, 'utf8').catch(ignoreMissing)
  if (known !== null) return known
  const mine = `${path}.${randomUUID()}`
  await writeFile(mine, randomUUID(), { mode: privateFile })
  await link(mine, path).catch(ignoreExisting)
  await rm(mine)
  return readFile(path, 'utf8')
}

async function claimed(path: string): Promise<boolean> {
  if (await isClaimedByTheLiving(path)) return false
  // Of two that find a dead one's claim, one gets it out of the way.
  const old = `${path}.${randomUUID()}`
  if ((await rename(path, old).catch(ignoreMissing)) !== null) await rm(old)
  try {
    await writeFile(path, JSON.stringify(thisOwner()), { flag: 'wx', mode: privateFile })
    return true
  } catch (error) {
    // Another was quicker, or has finished the call; or nothing was ever gathered of it.
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOENT') return false
    throw error
  }
}

async function isClaimedByTheLiving(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  if (text === null) return false
  const { mtimeMs } = await stat(path)
  const silentMs = Date.now() - mtimeMs
  // It is written in one go; one that is not there whole is a moment old, or a dead one's.
  const owner = journalOwnerSchema.safeParse(parseOrNull(text))
  if (!owner.success) return silentMs < silentMsMax
  const isOurs = owner.data.pid === process.pid && owner.data.startedAt === thisOwner().startedAt
  return isOurs || isAlive(owner.data, silentMs)
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function ignoreMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
  throw error
}

function ignoreExisting(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null
  throw error
}
