import { mkdir } from 'node:fs/promises'
import { close, open, write } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { blockHeadBytes, blockMagic } from './tap-records.ts'
import { within } from './within.ts'

/** The file that one stream of a call is gathered in. Nothing here throws, or waits on the path of audio. */
export type SpoolFile = {
  /** A block is on its way, or waits for a disk that does not take it. */
  isBusy(): boolean
  /** So long nothing was written that the file no longer says that its writer lives. */
  wantsSign(): boolean
  /**
   * Writes a block: `bytes` of `block`, of which the first {@link blockHeadBytes}
   * are filled in here. Until `onDone` is called the memory is the disk's;
   * `isTaken`: the disk has it.
   */
  write(block: Buffer, bytes: number, mediaMs: number, onDone: (isTaken: boolean) => void): void
  /** Settles when nothing is on its way, or the disk stands still. */
  idle(): Promise<void>
  close(): Promise<void>
}

const privateFile = 0o600
const privateFolder = 0o700
/** A disk that does not take a block is asked again after this. */
const againMs = 500
/** A disk that takes longer than this at the end of a call is left alone with it. */
const lastMsMax = 2_000
const signEveryMs = 5_000

/** Makes the file `path` at the first write. `onTrouble` hears of each failure of the disk. */
export function createSpoolFile(path: string, onTrouble: (error: Error) => void): SpoolFile {
  let fd: number | null = null
  let position = 0
  let busy: Promise<void> | null = null
  let isLast = false
  let writtenAtMs = 0

  async function persist(block: Buffer, bytes: number): Promise<boolean> {
    for (;;) {
      try {
        fd ??= await openFile(path)
        await writeWhole(fd, block, bytes, position)
        position += bytes
        writtenAtMs = performance.now()
        return true
      } catch (error) {
        onTrouble(error instanceof Error ? error : new Error(String(error)))
        if (isLast) return false
        await new Promise((resolve) => setTimeout(resolve, againMs).unref())
      }
    }
  }

  return {
    isBusy: () => busy !== null,
    wantsSign: () => performance.now() - writtenAtMs > signEveryMs,
    write(block, bytes, mediaMs, onDone) {
      seal(block, bytes, mediaMs)
      busy = persist(block, bytes).then((isTaken) => {
        busy = null
        onDone(isTaken)
      })
    },
    async idle() {
      if (busy) await within(busy, lastMsMax)
    },
    async close() {
      isLast = true
      if (busy) await within(busy, lastMsMax)
      // A write that still hangs keeps its file: closed under it, the number could be another's.
      const opened = fd
      if (opened !== null && busy === null) await new Promise((done) => close(opened, done))
    },
  }
}

function seal(block: Buffer, bytes: number, mediaMs: number): void {
  block.writeUInt32LE(blockMagic, 0)
  block.writeUInt32LE(bytes - blockHeadBytes, 4)
  block.writeUInt32LE(crc32(block.subarray(blockHeadBytes, bytes)), 8)
  block.writeUInt32LE(Math.max(0, mediaMs) >>> 0, 12)
}

async function openFile(path: string): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: privateFolder })
  return new Promise((resolve, reject) => {
    open(path, 'wx', privateFile, (error, fd) => (error ? reject(error) : resolve(fd)))
  })
}

/** At its place, so that what a full disk took of a block is written over with the next try. */
function writeWhole(fd: number, block: Buffer, bytes: number, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    write(fd, block, 0, bytes, position, (error, written) => {
      if (error) reject(error)
      else if (written < bytes) reject(new Error(`The disk took ${written} of ${bytes} bytes.`))
      else resolve()
    })
  })
}
