import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recording } from './recording.ts'

const RECORDINGS_MAX = 200

/** Where recordings are kept: files in a temporary folder, the newest two hundred of them. */
export type RecordingShelf = {
  pathFor(sid: string): string
  add(recording: Recording): void
  get(sid: string): Recording | undefined
  /** Newest first. */
  list(): Recording[]
  remove(sid: string): Promise<void>
  /** Removes the folder with everything in it. */
  close(): Promise<void>
}

/** An empty shelf in a folder of its own. */
export async function createRecordingShelf(): Promise<RecordingShelf> {
  const folder = await mkdtemp(join(tmpdir(), 'carrier-recordings-'))
  const recordings = new Map<string, Recording>()

  async function remove(sid: string): Promise<void> {
    const recording = recordings.get(sid)
    recordings.delete(sid)
    if (recording) await rm(recording.path, { force: true })
  }
  return {
    pathFor: (sid) => join(folder, `${sid}.wav`),
    add(recording) {
      recordings.set(recording.sid, recording)
      const oldest = [...recordings.values()].find(({ durationMs }) => durationMs !== null)
      if (recordings.size > RECORDINGS_MAX && oldest) void remove(oldest.sid)
    },
    get: (sid) => recordings.get(sid),
    list: () => [...recordings.values()].toReversed(),
    remove,
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
