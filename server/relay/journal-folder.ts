import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, journalOwnerSchema, thisOwner } from './journal-owner.ts'

/** This process's folder of journal files, below the one that several processes share. */
export type JournalFolder = {
  /** The path of the next file, later in order than all before it. */
  nextFile(): string
  /** Where a file goes that cannot be read to its end; nothing looks at it again. */
  asideFile(): string
  /** Says that the owner lives. */
  beat(): Promise<void>
  /** Takes over the files of processes that are gone, each by one taker; answers their new paths, in order. */
  adopt(): Promise<string[]>
  /** Leaves for good: takes the folder along when `isEmpty`, else gives it up to whoever adopts it. */
  leave(isEmpty: boolean): Promise<void>
}

const ownerFile = 'owner.json'
/** Whatever else lies in the shared folder is none of ours. */
const ourName = /^\d+-[0-9a-f]{12}$/
const privateFile = 0o600
const privateFolder = 0o700

/** Makes a folder for this process in `dir`. Rejects where that cannot be written to. */
export async function openJournalFolder(dir: string): Promise<JournalFolder> {
  const name = `${process.pid}-${randomBytes(6).toString('hex')}`
  const folder = join(dir, name)
  await mkdir(dir, { recursive: true, mode: privateFolder })
  await makeOwned(dir, name)
  let files = 0
  let asides = 0
  const nextFile = () => join(folder, `${String((files += 1)).padStart(8, '0')}.jsonl`)
  return {
    nextFile,
    asideFile: () => join(dir, `${name}-${(asides += 1)}.bad`),
    async beat() {
      const now = new Date()
      await utimes(join(folder, ownerFile), now, now)
    },
    async adopt() {
      const adopted: string[] = []
      for (const entry of await readdir(dir, { withFileTypes: true })) {
        if (!entry.isDirectory() || entry.name === name || !ourName.test(entry.name)) continue
        const left = join(dir, entry.name)
        if (await hasOwner(left)) continue
        const taken = join(folder, `taken-${randomBytes(6).toString('hex')}`)
        if (await tookOver(left, taken)) adopted.push(...(await emptyInto(taken, nextFile)))
      }
      return adopted
    },
    async leave(isEmpty) {
      await rm(isEmpty ? folder : join(folder, ownerFile), { recursive: true, force: true })
    },
  }
}

/** Under a name that nobody looks at until the owner stands in it: a folder without one is up for adoption. */
async function makeOwned(dir: string, name: string): Promise<void> {
  const unfinished = join(dir, `.${name}`)
  await mkdir(unfinished, { mode: privateFolder })
  await writeFile(join(unfinished, ownerFile), JSON.stringify(thisOwner()), { mode: privateFile })
  await rename(unfinished, join(dir, name))
}

async function hasOwner(folder: string): Promise<boolean> {
  const path = join(folder, ownerFile)
  try {
    const { mtimeMs } = await stat(path)
    const silentMs = Date.now() - mtimeMs
    const parsed = journalOwnerSchema.safeParse(parseOrNull(await readFile(path, 'utf8')))
    return parsed.success && isAlive(parsed.data, silentMs)
  } catch (error) {
    // Gone since we looked: another process was quicker, or its owner has just left it.
    return !isMissing(error)
  }
}

/** One rename, so that of two takers one gets the whole folder and the other nothing. */
async function tookOver(left: string, taken: string): Promise<boolean> {
  try {
    await rename(left, taken)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Moves the files up, oldest first; below a folder that had itself been taken over lie files of yet another. */
async function emptyInto(folder: string, nextFile: () => string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.name.endsWith('.jsonl')).map(({ name }) => name)
  const moved: string[] = []
  for (const name of names.toSorted()) {
    const path = nextFile()
    await rename(join(folder, name), path)
    moved.push(path)
  }
  for (const entry of entries) {
    if (entry.isDirectory()) moved.push(...(await emptyInto(join(folder, entry.name), nextFile)))
  }
  await rm(folder, { recursive: true, force: true })
  return moved
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
