import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { HEAD_BYTES_MAX } from './measured-body.ts'
import type { RecordingFiles } from './files.ts'
import { readBack } from './read-back.ts'
import { readWavHead } from './read-wav-head.ts'

export type DrawPorts = {
  stores: Pick<Stores, 'recordings' | 'peaks'>
  files: Pick<RecordingFiles, 'read' | 'sizeOf'>
  logger: Pick<Logger, 'warn'>
}

const AT_ONCE = 20

/**
 * Draws the recordings that have no picture: those that were kept before there
 * were any, and those whose picture could not be kept. One after the other.
 * `given up`: those that cannot be drawn, which are not tried again with the same
 * set. Answers how many were drawn.
 */
export async function drawMissingPeaks(
  ports: DrawPorts,
  givenUp: Set<string>,
  signal?: AbortSignal,
): Promise<number> {
  let drawn = 0
  for (;;) {
    const missing = await ports.stores.peaks.missing(AT_ONCE, [...givenUp])
    for (const recordingSid of missing) {
      if (signal?.aborted === true) return drawn
      if (await drawPeaks(ports, recordingSid)) drawn += 1
      else givenUp.add(recordingSid)
    }
    if (missing.length === 0) return drawn
  }
}

async function drawPeaks(
  { stores, files, logger }: DrawPorts,
  recordingSid: string,
): Promise<boolean> {
  try {
    const location = (await stores.recordings.find(recordingSid))?.location ?? null
    const size = location === null ? null : await files.sizeOf(location)
    if (location === null || size === null || size === 0) return false
    const facts = readWavHead(await readHead(files, location, size), size)
    const stored = facts.ok ? await readBack(files, location, facts) : null
    if (stored === null || stored.peaks === null) return false
    await stores.peaks.save(recordingSid, stored.peaks)
    return true
  } catch (error) {
    logger.warn({ err: error, recordingSid }, 'a recording could not be drawn')
    return false
  }
}

async function readHead(files: DrawPorts['files'], location: string, size: number) {
  const end = Math.min(size, HEAD_BYTES_MAX) - 1
  const head = await files.read(location, { start: 0, end })
  const chunks: Uint8Array[] = []
  for await (const chunk of (head ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
