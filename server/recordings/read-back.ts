import { createHash } from 'node:crypto'
import { makePeaks } from '#core/audio/peaks.ts'
import type { Peaks } from '#contracts/recording.ts'
import type { RecordingFiles } from './files.ts'
import { inPieces } from './measured-body.ts'
import type { WavFacts } from './read-wav-head.ts'

export type ReadBack = { bytes: number; sha256: string; peaks: Peaks | null }

/**
 * Reads a kept file from its first byte to its last: its sum, and its picture
 * where `facts` say how its samples lie. In pieces, between which whatever else
 * the process does goes on. Null: there is no such file.
 */
export async function readBack(
  files: Pick<RecordingFiles, 'read' | 'sizeOf'>,
  location: string,
  facts: Pick<WavFacts, 'dataAt' | 'shape'> | null,
): Promise<ReadBack | null> {
  const size = await files.sizeOf(location)
  if (size === null) return null
  const hash = createHash('sha256')
  const maker = facts === null ? null : makePeaks(facts.shape)
  const dataAt = facts?.dataAt ?? 0
  let bytes = 0
  if (size > 0) {
    const stored = await files.read(location, { start: 0, end: size - 1 })
    if (stored === null) return null
    for await (const piece of inPieces(stored as AsyncIterable<Uint8Array>)) {
      hash.update(piece)
      maker?.add(piece.subarray(Math.max(0, dataAt - bytes)))
      bytes += piece.length
    }
  }
  return { bytes, sha256: hash.digest('hex'), peaks: maker?.finish() ?? null }
}
