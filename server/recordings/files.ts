import type { Readable } from 'node:stream'
import type { ByteRange } from './byte-range.ts'

/** A file that has arrived whole, but has no name yet: keep it or discard it. */
export type ReceivedFile = {
  bytes: number
  sha256: string
  /** Its first bytes, enough for a WAV's header. */
  head: Uint8Array
  /** Gives it its name, for good, over any older one; answers its location. */
  keep(): Promise<string>
  /** Never throws: what cannot be removed now is removed by {@link RecordingFiles.sweep}. */
  discard(): Promise<void>
}

/** A file that has its name. */
export type KeptFile = { recordingSid: string; location: string; bytes: number }

/**
 * Where recordings are kept. A location is what the database remembers of a file;
 * it is the same wherever files are kept, so that moving them changes no row.
 * What the disk or the store refuses is thrown as {@link FilesError}.
 */
export type RecordingFiles = {
  /**
   * Writes all of `body`, a piece at a time. Throws what `body` throws, leaving
   * nothing that could be read.
   */
  receive(recordingSid: string, body: AsyncIterable<Uint8Array>): Promise<ReceivedFile>
  /** The location that a recording's file has, or would have. */
  locationOf(recordingSid: string): string
  /** Null: there is no such file. */
  sizeOf(location: string): Promise<number | null>
  /** Resolves once the first byte can be read. Null: there is no such file. */
  read(location: string, range: ByteRange): Promise<Readable | null>
  /** Removes the file; removing it again is fine. */
  remove(location: string): Promise<void>
  /** Every file with a name, in no order. What is no recording's is left out. */
  list(): AsyncIterable<KeptFile>
  /** What was half written and given up by `now`, in words for the operator. */
  unfinished(now: Date): Promise<string[]>
  /** Removes that; answers how much there was. Spares what is still being received. */
  sweep(now: Date): Promise<number>
}

/** The disk or the store did not do it; `message` says why, for operators, without any secret. */
export class FilesError extends Error {
  override name = 'FilesError'
}
