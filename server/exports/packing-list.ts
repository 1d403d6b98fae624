import { createHash } from 'node:crypto'
import type { ZipFile } from './zip-stream.ts'

/** What went into a zip with which sum, and what should have and did not. */
export type PackingList = {
  /** A text as a file. */
  text(name: string, text: string): ZipFile
  /** A file whose bytes come as they are taken; `onEnd` is told their SHA-256, in hex. */
  stream(
    name: string,
    bytes: AsyncIterable<Uint8Array<ArrayBuffer>>,
    onEnd?: (sha256: string) => void,
  ): ZipFile
  /** Says what is missing, or not as it should be, in a sentence. */
  note(what: string): void
  notes(): readonly string[]
  /** The sums so far, as `sha256sum --check` reads them. */
  sums(): string
}

/** Where the files of one call go; `folder` is empty or ends in a slash. */
export type Packing = { folder: string; list: PackingList; signal: AbortSignal }

/** An empty list; every file is dated `madeAt`. */
export function createPackingList(madeAt: Date): PackingList {
  const sums: string[] = []
  const notes: string[] = []
  const enter = (name: string, sha256: string) => void sums.push(`${sha256}  ${name}\n`)
  return {
    text(name, text) {
      const input = new TextEncoder().encode(text)
      enter(name, createHash('sha256').update(input).digest('hex'))
      return { name, lastModified: madeAt, input }
    },
    stream(name, bytes, onEnd) {
      const onSum = (sha256: string) => {
        enter(name, sha256)
        onEnd?.(sha256)
      }
      return { name, lastModified: madeAt, input: measured(bytes, onSum) }
    },
    note: (what) => void notes.push(what),
    notes: () => notes,
    sums: () => sums.join(''),
  }
}

async function* measured(
  bytes: AsyncIterable<Uint8Array<ArrayBuffer>>,
  onSum: (sha256: string) => void,
) {
  const hash = createHash('sha256')
  for await (const piece of bytes) {
    hash.update(piece)
    yield piece
  }
  onSum(hash.digest('hex'))
}
