import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FilesError, type ReceivedFile, type RecordingFiles } from './files.ts'
import { checkedLocation, locationOf, sidOf } from './location.ts'
import { inPieces, measureBody } from './measured-body.ts'

/** Files in one folder of this machine, each under its own name; made when the first arrives. */
export function createFolderFiles(folder: string): RecordingFiles {
  const pathOf = (location: string) => join(folder, checkedLocation(location))
  const givenUp = (now: Date) => unfinishedIn(folder, new Date(now.getTime() - GIVEN_UP_AFTER_MS))
  return {
    receive: (recordingSid, body) => receive(folder, locationOf(recordingSid), body),
    locationOf,
    async sizeOf(location) {
      const stats = await onDisk(() => stat(pathOf(location)).catch(ignoreMissing))
      return stats?.size ?? null
    },
    async read(location, range) {
      const file = await onDisk(() => open(pathOf(location), 'r').catch(ignoreMissing))
      return file?.createReadStream({ ...range, highWaterMark: READ_BYTES }) ?? null
    },
    remove: (location) => onDisk(() => rm(pathOf(location), { force: true })),
    list: () => list(folder),
    unfinished: givenUp,
    async sweep(now) {
      const names = await givenUp(now)
      await onDisk(() => Promise.all(names.map((name) => rm(join(folder, name), { force: true }))))
      return names.length
    },
  }
}

/** Each read waits for a thread of its own, so fewer and larger ones. */
const READ_BYTES = 262_144
const UNFINISHED = '.part'
/** Whoever still receives has written within this time: no download may take longer. */
const GIVEN_UP_AFTER_MS = 15 * 60_000

async function receive(
  folder: string,
  location: string,
  body: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  await onDisk(() => mkdir(folder, { recursive: true }))
  const unfinished = join(folder, `${location}.${randomUUID()}${UNFINISHED}`)
  const discard = () => rm(unfinished, { force: true }).catch(() => undefined)
  try {
    const written = await write(unfinished, body)
    return {
      ...written,
      async keep() {
        await onDisk(async () => {
          await rename(unfinished, join(folder, location))
          await syncFolder(folder)
        })
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
  await using file = await onDisk(() => open(path, 'wx'))
  const measure = measureBody()
  for await (const piece of inPieces(body)) {
    measure.add(piece)
    await onDisk(() => file.writeFile(piece))
  }
  await onDisk(() => file.sync())
  return measure.facts()
}

/** A rename survives a power cut only once the folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}

async function* list(folder: string): ReturnType<RecordingFiles['list']> {
  for (const location of await namesIn(folder)) {
    const recordingSid = sidOf(location)
    if (recordingSid === null) continue
    const stats = await onDisk(() => stat(join(folder, location)).catch(ignoreMissing))
    if (stats !== null) yield { recordingSid, location, bytes: stats.size }
  }
}

async function unfinishedIn(folder: string, before: Date): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(UNFINISHED))
  const old = await onDisk(() =>
    Promise.all(
      names.map(async (name) => {
        const stats = await stat(join(folder, name)).catch(ignoreMissing)
        return stats !== null && stats.mtime < before
      }),
    ),
  )
  return names.filter((_, at) => old[at])
}

async function namesIn(folder: string): Promise<string[]> {
  return (await onDisk(() => readdir(folder).catch(ignoreMissing))) ?? []
}

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    throw new FilesError(reasons[code] ?? `The disk answered ${code}.`, { cause: error })
  }
}

const reasons: Partial<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk quota is used up.',
  EFBIG: 'The disk takes no file of this size.',
  EACCES: 'The folder may not be written.',
  EPERM: 'The folder may not be written.',
  EROFS: 'The disk is read-only.',
  ENOTDIR: 'Where the folder should be is a file.',
  EEXIST: 'Where the folder should be is a file.',
  EIO: 'The disk has a fault.',
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
