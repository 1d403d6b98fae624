import { open } from 'node:fs/promises'
import { z } from 'zod'
import { createAgentLane, type PlacedPiece } from '#core/audio/agent-lane.ts'
import { mulawBytesPerMs } from '#core/audio/base64-bytes.ts'
import { journalOwnerSchema } from './journal-owner.ts'
import { readBlocks, type TapRecord } from './read-blocks.ts'
import { recordKinds, type SegmentHead } from './tap-records.ts'

/** Audio in a spool file, and where it lies on the call's media clock; both in bytes of mu-law. */
export type Extent = { start: number; bytes: number; fileAt: number }

/** What one stream of a call left in the spool. */
export type Segment = {
  path: string
  head: SegmentHead
  /** Its stream has ended in good order; else its writer is still at it, or was killed. */
  isEnded: boolean
  /** Each lane in order of time. */
  caller: readonly Extent[]
  agent: readonly Extent[]
  /** Stretches of which nothing is kept, ms; the last may be open (Infinity). */
  pauses: readonly { fromMs: number; toMs: number }[]
  /** Up to where anything is known of the call, in bytes. */
  end: number
  /** How much of what was heard the spool had no room for, of the side that lacks more, ms. */
  lostMs: number
}

const headSchema = z.object({
  version: z.literal(1),
  callId: z.string(),
  streamNumber: z.number().int(),
  offsetMs: z.number(),
  startedAtMs: z.number(),
  owner: journalOwnerSchema,
})

/** Reads a spool file, as far as it is whole; null: it has not even a beginning. */
export async function readSegment(path: string): Promise<Segment | null> {
  await using file = await open(path, 'r')
  const found = collect()
  for await (const { records, mediaMs } of readBlocks(file)) {
    for (const record of records) found.take(record)
    found.reached(mediaMs)
  }
  return found.segment(path)
}

function readHead(data: Buffer): SegmentHead {
  return headSchema.parse(JSON.parse(data.toString()))
}

function collect() {
  const lane = createAgentLane()
  const caller: Extent[] = []
  const agentFileAt: (number | null)[] = []
  const pauses: { fromMs: number; toMs: number }[] = []
  let head: SegmentHead | null = null
  let isEnded = false
  let end = 0
  let lostCallerBytes = 0

  function take({ kind, data, fileAt }: TapRecord): void {
    const at = (index: number) => data.readUInt32LE(4 * index)
    switch (kind) {
      case recordKinds.head:
        head ??= readHead(data)
        return undefined
      case recordKinds.caller: {
        const extent = { start: toBytes(at(0)), bytes: data.length - 4, fileAt: fileAt + 4 }
        caller.push(extent)
        end = Math.max(end, extent.start + extent.bytes)
        return undefined
      }
      case recordKinds.agent:
        lane.sent(at(1), data.length - 8, toBytes(at(0)))
        agentFileAt.push(fileAt + 8)
        return undefined
      case recordKinds.agentLost:
        lane.sent(at(1), at(2), toBytes(at(0)))
        agentFileAt.push(null)
        return undefined
      case recordKinds.heard:
        return lane.heard(at(1), toBytes(at(2)), toBytes(at(0)))
      case recordKinds.cut:
        return lane.cut(readCut(data))
      case recordKinds.pause:
        pauses.push({ fromMs: at(0), toMs: Number.POSITIVE_INFINITY })
        return undefined
      case recordKinds.resume: {
        const last = pauses.at(-1)
        if (last) last.toMs = at(0)
        return undefined
      }
      case recordKinds.callerLost:
        lostCallerBytes += at(0)
        return undefined
      case recordKinds.end:
        isEnded = true
        end = Math.max(end, toBytes(at(0)))
        return undefined
      default:
        // A later version's; what this one knows of is still true.
        return undefined
    }
  }

  function segment(path: string): Segment | null {
    if (head === null) return null
    const placed = lane.placed()
    const agent = heardExtents(placed, agentFileAt, isEnded ? Number.POSITIVE_INFINITY : end)
    return {
      path,
      head,
      isEnded,
      caller: caller.toSorted((a, b) => a.start - b.start),
      agent: agent.toSorted((a, b) => a.start - b.start),
      pauses,
      end: Math.max(end, ...lastEnds(agent)),
      lostMs: Math.max(lostCallerBytes, lostBytesOf(placed, agentFileAt)) / mulawBytesPerMs,
    }
  }

  return {
    take,
    reached: (mediaMs: number) => void (end = Math.max(end, toBytes(mediaMs))),
    segment,
  }
}

/** What was heard, by `end`, of pieces that lie in the file: who was killed had sent what nobody had heard yet. */
function heardExtents(
  placed: readonly PlacedPiece[],
  filesAt: readonly (number | null)[],
  end: number,
): Extent[] {
  return placed.flatMap((piece, index) => {
    const fileAt = filesAt[index] ?? null
    const start = Math.max(0, Math.round(piece.start))
    const bytes = Math.min(piece.bytes, end - start)
    return fileAt === null || bytes <= 0 ? [] : [{ start, bytes, fileAt }]
  })
}

/** How much was heard of pieces whose audio is not in the file. */
function lostBytesOf(placed: readonly PlacedPiece[], filesAt: readonly (number | null)[]): number {
  const lost = placed.filter((_, index) => filesAt[index] === null)
  return lost.reduce((sum, { bytes }) => sum + bytes, 0)
}

function lastEnds(extents: readonly Extent[]): number[] {
  const last = extents.at(-1)
  return last ? [last.start + last.bytes] : []
}

function readCut(data: Buffer): { item: number; heardBytes: number }[] {
  return Array.from({ length: data.length / 8 }, (_, index) => ({
    item: data.readUInt32LE(8 * index),
    heardBytes: toBytes(data.readUInt32LE(8 * index + 4)),
  }))
}

function toBytes(ms: number): number {
  return ms * mulawBytesPerMs
}
