import type { Stores } from '../storage/stores.ts'
import type { KeptFile, RecordingFiles } from './files.ts'
import { readBack } from './read-back.ts'

export type MovePorts = {
  recordings: Pick<Stores['recordings'], 'find'>
  from: RecordingFiles
  to: RecordingFiles
  /** After every file. */
  onProgress: (progress: MoveProgress) => void
  /** What was not moved, and why. */
  onTrouble: (recordingSid: string, why: string) => void
}

export type MoveProgress = {
  /** Files looked at so far. */
  files: number
  copied: number
  copiedBytes: number
  /** There already, from an earlier run. */
  there: number
  /** Removed where they came from. */
  deleted: number
  /** Not moved. */
  left: number
}

/**
 * Copies every file that belongs to a recording, and compares each copy with the
 * sum that its row has; what an earlier run copied is passed over. Rows are not
 * touched: a location is the same everywhere. Without `deleteSource` the source
 * stays as it is. With it each file goes once its copy was read to its end and
 * found right. What was deleted meanwhile is taken out of the copies too.
 */
export async function moveRecordings(
  ports: MovePorts,
  { deleteSource }: { deleteSource: boolean },
  signal: AbortSignal,
): Promise<MoveProgress> {
  const progress = { files: 0, copied: 0, copiedBytes: 0, there: 0, deleted: 0, left: 0 }
  for await (const file of ports.from.list()) {
    signal.throwIfAborted()
    progress.files += 1
    await moveFile(ports, file, deleteSource, progress)
    ports.onProgress(progress)
  }
  await removeDeleted(ports)
  return progress
}

async function moveFile(
  ports: MovePorts,
  file: KeptFile,
  deleteSource: boolean,
  progress: MoveProgress,
): Promise<void> {
  const { recordingSid, location } = file
  const row = await ports.recordings.find(recordingSid)
  // Its own deletion removes the file, or the check command does.
  if (row?.state === 'deleted') return
  const leave = (why: string) => {
    progress.left += 1
    ports.onTrouble(recordingSid, why)
  }
  if (row?.state !== 'ready' || row.sha256 === null)
    return leave('no finished recording leads to it')
  const isThere = (await ports.to.sizeOf(location)) === row.bytes
  if (isThere && !deleteSource) {
    progress.there += 1
    return
  }
  if (!isThere || !(await isRight(ports.to, location, row.sha256))) {
    const why = await copy(ports, file, row.sha256)
    if (why !== null) return leave(why)
    progress.copied += 1
    progress.copiedBytes += file.bytes
  } else progress.there += 1
  if (!deleteSource) return
  await ports.from.remove(location)
  progress.deleted += 1
}

/** Null: the copy is there, and right. */
async function copy(
  { recordings, from, to }: MovePorts,
  { recordingSid, location, bytes }: KeptFile,
  sha256: string,
): Promise<string | null> {
  const source = await from.read(location, { start: 0, end: Math.max(0, bytes - 1) })
  if (source === null) return 'it went away'
  const received = await to.receive(recordingSid, source as AsyncIterable<Uint8Array>)
  if (received.sha256 !== sha256) {
    await received.discard()
    return 'its file is not what was received; see recordings:check'
  }
  await received.keep()
  if (!(await isRight(to, location, sha256))) {
    await to.remove(location)
    return 'its copy was not what was sent'
  }
  // Deleted while it was on its way: then it must not live on in the copy.
  if ((await recordings.find(recordingSid))?.state !== 'ready') await to.remove(location)
  return null
}

async function isRight(files: RecordingFiles, location: string, sha256: string): Promise<boolean> {
  return (await readBack(files, location, null))?.sha256 === sha256
}

/** What was deleted after an earlier run had copied it. */
async function removeDeleted({ recordings, to }: MovePorts): Promise<void> {
  for await (const { recordingSid, location } of to.list()) {
    const row = await recordings.find(recordingSid)
    if (row?.state === 'deleted') await to.remove(location)
  }
}
