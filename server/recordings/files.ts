import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { recordingSidSchema } from '#contracts/recording.ts'
import type { ByteRange } from './byte-range.ts'

/** A file that has arrived whole, but has no name yet: keep it or discard it. */
export type ReceivedFile = {
  bytes: number
  sha256: string
  /** Its first bytes, enough for a WAV's header. */
  head: Uint8Array
  /** Gives it its name, for good, over any older one; answers its location. */
  keep(): Promise<string>
  discard(): Promise<void>
}

/** Where recordings are kept. A location is what the database remembers of a file. */
export type RecordingFiles = {
  /** Writes all of `body` to the disk. Throws what `body` throws, leaving nothing behind. */
  receive(recordingSid: string, body: AsyncIterable<Uint8Array>): Promise<ReceivedFile>
  /** The location that a recording's file has, or would have. */
  locationOf(recordingSid: string): string
  /** Null: there is no such file. */
  sizeOf(location: string): Promise<number | null>
  read(location: string, range: ByteRange): Readable
  /** Removes the file; removing it again is fine. */
  remove(location: string): Promise<void>
  /** Removes what an earlier process had half written. Not while something is being received. */
  sweep(): Promise<void>
}

/** Files in one folder, named by STORAGE_URL (`file:.data/recordings`, `file:///var/lib/switchboard`). */
export function createRecordingFiles(storageUrl: string): RecordingFiles {
  const folder = folderOf(storageUrl)
  return {
    receive: (recordingSid, body) => receive(folder, locationOf(recordingSid), body),
    locationOf,
    async sizeOf(location) {
      const stats = await stat(pathOf(folder, location)).catch(ignoreMissing)
      return stats?.size ?? null
    },
    read: (location, range) => createReadStream(pathOf(folder, location), range),
    remove: (location) => rm(pathOf(folder, location), { force: true }),
    async sweep() {
      const names = (await readdir(folder).catch(ignoreMissing)) ?? []
      const unfinished = names.filter((name) => name.endsWith(UNFINISHED))
      await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })))
    },
  }
}

const EXTENSION = '.wav'
const UNFINISHED = '.part'
const HEAD_BYTES_MAX = 65_536

function folderOf(storageUrl: string): string {
  if (storageUrl.startsWith('file://')) return fileURLToPath(storageUrl)
  return resolve(storageUrl.replace(/^file:/, ''))
}

/** Only a SID ever becomes a file's name, so no name leads out of the folder. */
function locationOf(recordingSid: string): string {
  return `${recordingSidSchema.parse(recordingSid)}${EXTENSION}`
}

function pathOf(folder: string, location: string): string {
  if (!location.endsWith(EXTENSION)) throw new Error('Not the location of a recording.')
  return join(folder, locationOf(location.slice(0, -EXTENSION.length)))
}

async function receive(
  folder: string,
  location: string,
  body: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true })
  const unfinished = join(folder, `${location}.${randomUUID()}${UNFINISHED}`)
  const discard = () => rm(unfinished, { force: true })
  try {
    const written = await write(unfinished, body)
    return {
      ...written,
      async keep() {
        await rename(unfinished, pathOf(folder, location))
        await syncFolder(folder)
        return location
      },
      discard,
    }
  } catch (error) {
    await discard()
    throw error
  }
}

async function write(path: string, body: AsyncIterable<Uint8Array>) {
  await using file = await open(path, 'wx')
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    if (bytes < HEAD_BYTES_MAX) head.push(chunk.subarray(0, HEAD_BYTES_MAX - bytes))
    hash.update(chunk)
    bytes += chunk.length
    await file.writeFile(chunk)
  }
  await file.sync()
  return { bytes, sha256: hash.digest('hex'), head: new Uint8Array(Buffer.concat(head)) }
}

/** A rename survives a power cut only once the folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}

function ignoreMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
  throw error
}
