import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { blockHeadBytes, blockMagic, recordHeadBytes } from './tap-records.ts'

/** A record of a spool file: its bytes without its head, and where in the file they begin. */
export type TapRecord = { kind: number; data: Buffer; fileAt: number }

/** The records of a block, and the media clock at which it was written, ms. */
export type TapBlock = { records: TapRecord[]; mediaMs: number }

/** What is looked at in one go: less than a millisecond's work. */
const chunkBytes = 256 * 1_024
/** No block is longer, so that a length that was never written asks for no memory. */
const blockBytesMax = 32 * 1_024 * 1_024

/**
 * The blocks of a spool file in order, up to the first that is not whole: its
 * writer was killed, or is about to write on.
 */
export async function* readBlocks(file: FileHandle): AsyncGenerator<TapBlock> {
  let chunk = Buffer.allocUnsafe(chunkBytes)
  let from = 0
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, from)
    let at = 0
    let wanted = blockHeadBytes
    while (at + blockHeadBytes <= bytesRead) {
      const bytes = chunk.readUInt32LE(at + 4)
      wanted = blockHeadBytes + bytes
      if (chunk.readUInt32LE(at) !== blockMagic || bytes > blockBytesMax) return
      if (at + wanted > bytesRead) break
      const records = chunk.subarray(at + blockHeadBytes, at + wanted)
      if (crc32(records) !== chunk.readUInt32LE(at + 8)) return
      yield {
        records: [...readRecords(records, from + at + blockHeadBytes)],
        mediaMs: chunk.readUInt32LE(at + 12),
      }
      at += wanted
      wanted = blockHeadBytes
    }
    if (at === 0 && bytesRead < chunk.length) return
    if (at === 0) chunk = Buffer.allocUnsafe(Math.max(wanted, 2 * chunk.length))
    from += at
  }
}

function* readRecords(block: Buffer, fileAt: number): Generator<TapRecord> {
  for (let at = 0; at + recordHeadBytes <= block.length;) {
    const bytes = block.readUIntLE(at + 1, 3)
    const dataAt = at + recordHeadBytes
    const data = block.subarray(dataAt, dataAt + bytes)
    yield { kind: block[at] ?? 0, data, fileAt: fileAt + dataAt }
    at = dataAt + bytes
  }
}
