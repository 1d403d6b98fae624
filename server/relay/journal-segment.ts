import { open, rename, rm, type FileHandle } from 'node:fs/promises'

/** A file of the journal; it goes when nobody needs any part of it. */
export type Segment = {
  readonly path: string
  bytes: number
  /** How many extents of it are still needed. */
  needed: number
  /** Open while lines are still appended. */
  handle: FileHandle | null
  /** Holds lines that are no entries: where it is kept aside afterwards; null: it is removed. */
  asidePath: string | null
}

/** Some whole lines of a journal file. */
export type Extent = { readonly segment: Segment; readonly from: number; readonly to: number }

/** Makes an empty file that only its owner may read: it holds what callers said. */
export async function startSegment(path: string): Promise<Segment> {
  return { path, bytes: 0, needed: 0, handle: await open(path, 'ax', 0o600), asidePath: null }
}

/** Appends in one write. Rejects when the disk does not take all of it; then nothing may follow. */
export async function appendTo(segment: Segment, lines: string): Promise<Extent> {
  if (segment.handle === null) throw new Error(`The journal file ${segment.path} is closed.`)
  const data = Buffer.from(lines)
  await segment.handle.appendFile(data)
  const from = segment.bytes
  segment.bytes += data.length
  segment.needed += 1
  return { segment, from, to: segment.bytes }
}

/** Takes all lines out of a file that is still written to. */
export async function emptySegment(segment: Segment): Promise<void> {
  await segment.handle?.truncate(0)
  segment.bytes = 0
}

export async function closeSegment(segment: Segment): Promise<void> {
  const { handle } = segment
  segment.handle = null
  await handle?.close()
}

export async function removeSegment(segment: Segment): Promise<void> {
  await closeSegment(segment)
  if (segment.asidePath === null) await rm(segment.path, { force: true })
  else await rename(segment.path, segment.asidePath)
}

/** The lines of an extent, without their ends. */
export async function readExtent({ segment, from, to }: Extent): Promise<string[]> {
  const file = await open(segment.path, 'r')
  try {
    const data = Buffer.alloc(to - from)
    const { bytesRead } = await file.read(data, 0, data.length, from)
    if (bytesRead !== data.length) throw new Error(`The journal file ${segment.path} is too short.`)
    return data.toString('utf8').split('\n').slice(0, -1)
  } finally {
    await file.close()
  }
}
