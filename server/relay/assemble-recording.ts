import { open } from 'node:fs/promises'
import { mulawBytesPerMs } from '#core/audio/base64-bytes.ts'
import { MULAW_SILENCE } from '#core/audio/g711.ts'
import { MULAW_WAV_HEADER_BYTES, mulawWavHeader } from '#core/audio/wav.ts'
import type { Extent, Segment } from './read-segment.ts'
import { createSpoolPages, type SpoolPages } from './spool-pages.ts'

/** A call's recording, about to be put together. */
export type Assembly = {
  /** Where its first sample lies on the call's media clock, ms. */
  startMs: number
  durationMs: number
  /** Of the whole file. */
  bytes: number
  /** The file: a WAV of two channels, the caller's left and the agent's right, in pieces. */
  read(): AsyncGenerator<Uint8Array>
}

/** What is put together at once, in samples of each side: a fraction of a millisecond's work. */
const sliceSamples = 32_768

/**
 * Lays the segments of a call on one media clock, silence between them. It
 * begins where the call does or, when an earlier stream is not among them, where the
 * first of them does. Null: nothing was heard on either side.
 */
export function assembleRecording(segments: readonly Segment[]): Assembly | null {
  const inOrder = segments.toSorted((a, b) => a.head.streamNumber - b.head.streamNumber)
  const [first] = inOrder
  const hasAudio = inOrder.some(({ caller, agent }) => caller.length + agent.length > 0)
  if (!first || !hasAudio) return null
  const startMs = Math.floor(first.head.offsetMs)
  const start = startMs * mulawBytesPerMs
  const end = Math.max(...inOrder.map((segment) => segment.end))
  const samples = Math.max(0, Math.round(end) - start)
  return {
    startMs,
    durationMs: Math.round(samples / mulawBytesPerMs),
    bytes: MULAW_WAV_HEADER_BYTES + 2 * samples,
    read: () => read(inOrder, start, samples),
  }
}

async function* read(
  segments: readonly Segment[],
  start: number,
  samples: number,
): AsyncGenerator<Uint8Array> {
  yield mulawWavHeader(2 * samples, 2)
  const files = await Promise.all(segments.map(({ path }) => open(path, 'r')))
  try {
    const lanes = segments.map((segment, index) => {
      const file = files[index]
      const pages = file && createSpoolPages(file)
      return pages ? lanesOf(segment, pages) : []
    })
    const caller = new Uint8Array(sliceSamples)
    const agent = new Uint8Array(sliceSamples)
    for (let at = 0; at < samples; at += sliceSamples) {
      const slice = { from: start + at, to: start + Math.min(samples, at + sliceSamples) }
      caller.fill(MULAW_SILENCE)
      agent.fill(MULAW_SILENCE)
      for (const { fill, side } of lanes.flat()) {
        await fill(slice, side === 'caller' ? caller : agent)
      }
      for (const { pauses } of segments) silence(pauses, slice, [caller, agent])
      yield interleaved(caller, agent, slice.to - slice.from)
    }
  } finally {
    for (const file of files) await file.close()
  }
}

type Slice = { from: number; to: number }

function lanesOf(segment: Segment, pages: SpoolPages) {
  return [
    { side: 'caller', fill: createFill(segment.caller, pages) },
    { side: 'agent', fill: createFill(segment.agent, pages) },
  ] as const
}

/** Fills one slice after the other with what lies in it. */
function createFill(extents: readonly Extent[], pages: SpoolPages) {
  let next = 0
  return async ({ from, to }: Slice, lane: Uint8Array): Promise<void> => {
    while (isOver(extents[next], from)) next += 1
    for (let index = next; index < extents.length; index += 1) {
      const extent = extents[index]
      if (!extent || extent.start >= to) return
      const begin = Math.max(from, extent.start)
      const bytes = Math.min(to, extent.start + extent.bytes) - begin
      if (bytes <= 0) continue
      await pages.copy(extent.fileAt + begin - extent.start, bytes, lane, begin - from)
    }
  }
}

function isOver(extent: Extent | undefined, at: number): boolean {
  return extent !== undefined && extent.start + extent.bytes <= at
}

function silence(pauses: Segment['pauses'], { from, to }: Slice, lanes: readonly Uint8Array[]) {
  for (const { fromMs, toMs } of pauses) {
    const begin = Math.max(0, fromMs * mulawBytesPerMs - from)
    const end = Math.min(to, toMs * mulawBytesPerMs) - from
    if (begin >= end) continue
    for (const lane of lanes) lane.fill(MULAW_SILENCE, begin, end)
  }
}

/** Left, right, left, right: as 16-bit numbers, since one at a time takes half as long. */
function interleaved(left: Uint8Array, right: Uint8Array, samples: number): Uint8Array {
  const both = new Uint8Array(2 * samples)
  const view = new Uint16Array(both.buffer)
  if (isLittleEndian) {
    for (let at = 0; at < samples; at += 1) view[at] = (left[at] ?? 0) | ((right[at] ?? 0) << 8)
    return both
  }
  for (let at = 0; at < samples; at += 1) view[at] = ((left[at] ?? 0) << 8) | (right[at] ?? 0)
  return both
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
