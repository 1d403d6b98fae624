import { base64Bytes, mulawBytesPerMs } from '#core/audio/base64-bytes.ts'
import type { SpoolFile } from './spool-file.ts'
import { blockHeadBytes, recordHeadBytes, recordKinds, type SegmentHead } from './tap-records.ts'

/**
 * Hears a live call and writes down what will make its recording: both sides'
 * audio, and what tells where on the media clock it was heard. It awaits nothing
 * and never throws: a frame costs one native decode into memory that is there
 * already. Twice a second what was gathered goes to the disk, beside the call.
 */
export type CallTap = {
  /** A frame of the caller's audio (base64), from `startMs` of the call's media clock, taken in at `arrivedMs`. */
  caller(payload: string, startMs: number, arrivedMs: number): void
  /** A piece of an item that was sent to the caller (base64). */
  agent(payload: string, itemId: string): void
  /** A mark has come back: so much of an item was heard. */
  heard(itemId: string, sentMs: number): void
  /** Playback was cut, or left: so much was heard of each item that was under way. */
  cut(items: readonly { itemId: string; heardMs: number }[]): void
  /**
   * From `atMs` of the media clock on both sides are silence, until `resume`. It may
   * lie in the past: what has been gathered since is silenced with it.
   */
  pause(atMs: number): void
  resume(atMs: number): void
  /**
   * The stream is over. Settles when everything is on the disk, or cannot get there:
   * with how much of its end is not, ms. Never rejects.
   */
  close(): Promise<number>
}

/** The tap of a call that is not recorded here. */
export const noTap: CallTap = {
  caller: () => undefined,
  agent: () => undefined,
  heard: () => undefined,
  cut: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  close: () => Promise.resolve(0),
}

/** What all taps of a process may hold that is not on the disk yet. */
export type TapBudget = { bytes: number; readonly bytesMax: number }

export type TapParts = {
  head: SegmentHead
  file: SpoolFile
  budget: TapBudget
  /** A clock that never jumps, ms. */
  monotonicMs: () => number
  /** So much audio found no room: the disk does not keep up. Told when it is put down, not for each frame. */
  onLost: (lost: { callerMs: number; agentMs: number }) => void
  limits?: { flushEveryMs?: number; bytesMax?: number }
}

/** What a call gathers in half a second fits twice. */
const firstBytes = 16 * 1_024
/** Four minutes of both sides: more than any answer, or than anybody waits for a disk. */
const bytesMaxOfCall = 4 * 1_024 * 1_024
const flushEveryMs = 500
/** What says what happened has room where audio has none any more. */
const reservedBytes = 4 * 1_024
/** A clock that runs on without frames; less than this and the next one is just not there yet. */
const lateFrameMs = 60
/** No stream leaps so far ahead. */
const leapMsMax = 600_000

type State = {
  readonly parts: TapParts
  readonly startedMs: number
  /** The numbers of the items in the file. */
  readonly items: Map<string, number>
  block: Buffer
  /** What the next block is gathered in; null: it is on its way to the disk. */
  spare: Buffer | null
  /** Where the next record goes. */
  at: number
  /** The end of the newest frame, and when it came; before the first: -1. */
  mediaMs: number
  frameAtMs: number
  /** -1: nothing is paused. */
  pausedFromMs: number
  lostCallerBytes: number
  lostAgentBytes: number
  /** Blocks that were handed to the disk and are not on it, and the media clock up to which everything is. */
  blocksUnderWay: number
  takenMs: number
  isClosed: boolean
}

export function createCallTap(parts: TapParts): CallTap {
  const tap: State = {
    parts,
    startedMs: parts.monotonicMs(),
    items: new Map(),
    block: Buffer.allocUnsafeSlow(firstBytes),
    spare: Buffer.allocUnsafeSlow(firstBytes),
    at: blockHeadBytes,
    mediaMs: parts.head.offsetMs,
    frameAtMs: -1,
    pausedFromMs: -1,
    lostCallerBytes: 0,
    lostAgentBytes: 0,
    blocksUnderWay: 0,
    takenMs: parts.head.offsetMs,
    isClosed: false,
  }
  parts.budget.bytes += 2 * firstBytes
  const json = Buffer.from(JSON.stringify(parts.head))
  begin(tap, recordKinds.head, json.length)
  tap.at += json.copy(tap.block, tap.at)
  flush(tap)
  const timer = setInterval(() => flush(tap), parts.limits?.flushEveryMs ?? flushEveryMs).unref()
  return {
    caller: (payload, startMs, arrivedMs) => hearCaller(tap, payload, startMs, arrivedMs),
    agent: (payload, itemId) => hearAgent(tap, payload, itemId),
    heard(itemId, sentMs) {
      const item = tap.items.get(itemId)
      if (item !== undefined) note(tap, recordKinds.heard, [clock(tap), item, sentMs])
    },
    cut(items) {
      const known = items.filter(({ itemId }) => tap.items.has(itemId))
      const values = known.flatMap(({ itemId, heardMs }) => [numberOf(tap, itemId), heardMs])
      note(tap, recordKinds.cut, values)
    },
    pause(atMs) {
      if (tap.pausedFromMs >= 0) return
      tap.pausedFromMs = Math.max(0, atMs)
      note(tap, recordKinds.pause, [tap.pausedFromMs])
    },
    resume(atMs) {
      if (tap.pausedFromMs < 0) return
      tap.pausedFromMs = -1
      note(tap, recordKinds.resume, [atMs])
    },
    async close() {
      if (tap.isClosed) return 0
      clearInterval(timer)
      const endMs = clock(tap)
      note(tap, recordKinds.end, [endMs])
      tellLost(tap)
      tap.isClosed = true
      await parts.file.idle()
      flush(tap)
      await parts.file.close()
      parts.budget.bytes -= tap.block.length + firstBytes
      return untakenMs(tap, endMs)
    },
  }
}

function hearCaller(tap: State, payload: string, startMs: number, arrivedMs: number): void {
  if (tap.isClosed || startMs > tap.mediaMs + leapMsMax) return
  const bytes = base64Bytes(payload)
  tap.mediaMs = Math.max(tap.mediaMs, startMs + bytes / mulawBytesPerMs)
  tap.frameAtMs = arrivedMs
  if (tap.pausedFromMs >= 0 && startMs >= tap.pausedFromMs) return
  if (!hasRoom(tap, 4 + bytes, reservedBytes)) {
    tap.lostCallerBytes += bytes
    return
  }
  begin(tap, recordKinds.caller, 4 + bytes)
  put(tap, startMs)
  tap.block.write(payload, tap.at, bytes, 'base64')
  tap.at += bytes
}

function hearAgent(tap: State, payload: string, itemId: string): void {
  if (tap.isClosed) return
  const bytes = base64Bytes(payload)
  const item = numberOf(tap, itemId)
  if (!hasRoom(tap, 8 + bytes, reservedBytes)) {
    tap.lostAgentBytes += bytes
    return note(tap, recordKinds.agentLost, [clock(tap), item, bytes])
  }
  begin(tap, recordKinds.agent, 8 + bytes)
  put(tap, clock(tap))
  put(tap, item)
  tap.block.write(payload, tap.at, bytes, 'base64')
  tap.at += bytes
}

/** The media clock: as far as the newest frame says, or on from there where frames stay away. */
function clock({ parts, startedMs, mediaMs, frameAtMs }: State): number {
  const nowMs = parts.monotonicMs()
  if (frameAtMs < 0) return parts.head.offsetMs + nowMs - startedMs
  const sinceMs = nowMs - frameAtMs
  return sinceMs < lateFrameMs ? mediaMs : mediaMs + sinceMs - lateFrameMs / 3
}

/** Room for a record of so many bytes, made if there may be more of it, with `reserved` to spare. */
function hasRoom(tap: State, bytes: number, reserved: number): boolean {
  const { budget, limits } = tap.parts
  const needed = tap.at + recordHeadBytes + bytes
  if (needed + reserved <= tap.block.length) return true
  const length = 2 ** Math.ceil(Math.log2(needed + reserved))
  const more = length - tap.block.length
  if (length > (limits?.bytesMax ?? bytesMaxOfCall) || budget.bytes + more > budget.bytesMax) {
    return needed <= tap.block.length && reserved === 0
  }
  const larger = Buffer.allocUnsafeSlow(length)
  tap.block.copy(larger, 0, 0, tap.at)
  budget.bytes += more
  tap.block = larger
  return true
}

function begin(tap: State, kind: number, bytes: number): void {
  const { block, at } = tap
  block[at] = kind
  block[at + 1] = bytes
  block[at + 2] = bytes >>> 8
  block[at + 3] = bytes >>> 16
  tap.at = at + recordHeadBytes
}

function put(tap: State, value: number): void {
  tap.at = tap.block.writeUInt32LE(Math.max(0, Math.round(value)) >>> 0, tap.at)
}

/** A record of numbers alone. */
function note(tap: State, kind: number, values: readonly number[]): void {
  if (tap.isClosed || !hasRoom(tap, 4 * values.length, 0)) return
  begin(tap, kind, 4 * values.length)
  for (const value of values) put(tap, value)
}

function numberOf({ items }: State, itemId: string): number {
  const known = items.get(itemId)
  if (known !== undefined) return known
  items.set(itemId, items.size)
  return items.size - 1
}

/** Hands over what was gathered, and gathers on in the other buffer. */
function flush(tap: State): void {
  const { file, budget } = tap.parts
  if (file.isBusy()) return
  tellLost(tap)
  if (tap.at === blockHeadBytes && !file.wantsSign()) return
  const { block: full, at: bytes } = tap
  const mediaMs = Math.round(clock(tap))
  tap.blocksUnderWay += 1
  tap.block = tap.spare ?? Buffer.allocUnsafeSlow(firstBytes)
  tap.spare = null
  tap.at = blockHeadBytes
  file.write(full, bytes, mediaMs, (isTaken) => {
    if (isTaken) {
      tap.blocksUnderWay -= 1
      tap.takenMs = mediaMs
    }
    budget.bytes -= full.length - firstBytes
    tap.spare = full.length === firstBytes ? full : null
  })
}

/** How much of a stream that ended at `endMs` is neither on the disk nor was withheld. */
function untakenMs({ at, blocksUnderWay, takenMs, pausedFromMs }: State, endMs: number): number {
  if (at === blockHeadBytes && blocksUnderWay === 0) return 0
  const keptUntilMs = pausedFromMs >= 0 ? Math.min(endMs, pausedFromMs) : endMs
  return Math.max(0, Math.round(keptUntilMs - takenMs))
}

function tellLost(tap: State): void {
  const { lostCallerBytes, lostAgentBytes } = tap
  if (lostCallerBytes === 0 && lostAgentBytes === 0) return
  if (lostCallerBytes > 0) note(tap, recordKinds.callerLost, [lostCallerBytes])
  tap.parts.onLost({
    callerMs: lostCallerBytes / mulawBytesPerMs,
    agentMs: lostAgentBytes / mulawBytesPerMs,
  })
  tap.lostCallerBytes = 0
  tap.lostAgentBytes = 0
}
