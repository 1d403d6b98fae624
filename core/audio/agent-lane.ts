import { MULAW_BYTES_PER_MS } from './g711.ts'

/**
 * Where the agent's audio lies on the call's media clock: not where it was sent,
 * but where the caller heard it. The carrier plays what it gets in order, one
 * after the other, and waits for nothing; a mark that comes back tells, in order
 * with the caller's frames, that playback has got so far. All positions are in
 * samples of 8 kHz, which are bytes of mu-law.
 */
export type AgentLane = {
  /** A piece of `bytes` was sent while the media clock stood at `at`. Answers its number, from 0. */
  sent(item: number, bytes: number, at: number): number
  /** By the frame of the caller's that ends at `at`, the first `itemBytes` of an item had been heard. */
  heard(item: number, itemBytes: number, at: number): void
  /** Playback was cut: of these items only so many bytes were heard, and nothing is queued any more. */
  cut(items: readonly { item: number; heardBytes: number }[]): void
  /** Where each piece begins, and how much of it was heard, in the order of sending. */
  placed(): readonly PlacedPiece[]
}

export type PlacedPiece = { start: number; bytes: number }

type Piece = PlacedPiece & {
  item: number
  /** Where its first byte lies within its item. */
  itemStart: number
  sentAt: number
  /** The number of the first piece of the stretch, heard without a gap, that it belongs to. */
  run: number
}

type Run = {
  /** How far marks have moved it since the first of them; null: no mark has spoken of it. */
  movedSinceMark: number | null
  /** The last piece that a mark has spoken of. */
  provenPiece: number
  /** The first piece before which playback may have stood still for so little that marks did not tell; null: none. */
  looseFrom: number | null
  /** It began on an idle line, so its start tells how long audio is on its way. */
  fromIdle: boolean
}

/** A frame of the caller's: the carrier's clock is known to that. */
const frameBytes = 20 * MULAW_BYTES_PER_MS
/** A piece that seems to come this late may still have come in time; marks tell. */
const lateBytesMax = 2 * frameBytes
/** Longer than this no piece is on its way. */
const delayBytesMax = 3_000 * MULAW_BYTES_PER_MS

type State = {
  readonly pieces: Piece[]
  readonly runs: Map<number, Run>
  readonly items: Map<number, { first: number; bytes: number }>
  /** From sending until playing, on an idle line, as last seen. */
  delay: number
  /** The end of what is queued or was heard. */
  end: number
  /** Nothing is queued: what comes next follows upon nothing. */
  wasCut: boolean
}

const newRun: Run = { movedSinceMark: null, provenPiece: -1, looseFrom: null, fromIdle: false }

/** A lane of nothing yet. */
export function createAgentLane(): AgentLane {
  const lane: State = {
    pieces: [],
    runs: new Map(),
    items: new Map(),
    delay: 0,
    end: Number.NEGATIVE_INFINITY,
    wasCut: true,
  }
  return {
    sent: (item, bytes, at) => sent(lane, item, bytes, at),
    heard: (item, itemBytes, at) => heard(lane, item, itemBytes, at),
    cut: (items) => cut(lane, items),
    placed: () => lane.pieces,
  }
}

function sent(lane: State, item: number, bytes: number, at: number): number {
  const number = lane.pieces.length
  const known = lane.items.get(item) ?? { first: number, bytes: 0 }
  lane.items.set(item, { ...known, bytes: known.bytes + bytes })
  const arrival = at + lane.delay
  const goesOn = !lane.wasCut && arrival <= lane.end + lateBytesMax
  const start = goesOn ? lane.end : Math.max(arrival, lane.end)
  const run = goesOn ? (lane.pieces.at(-1)?.run ?? number) : number
  if (!goesOn) lane.runs.set(number, { ...newRun, fromIdle: arrival >= lane.end })
  lane.pieces.push({ start, bytes, item, itemStart: known.bytes, sentAt: at, run })
  lane.end = start + bytes
  lane.wasCut = false
  return number
}

function heard(lane: State, item: number, itemBytes: number, at: number): void {
  const number = pieceOf(lane, item, itemBytes)
  const piece = lane.pieces[number]
  const run = piece && lane.runs.get(piece.run)
  if (!piece || !run) return
  const reached = piece.start + itemBytes - piece.itemStart
  // It was heard by the end of that frame, and no earlier than a mark could have said so.
  if (reached < at) later(lane, number, piece.run, run, at - reached)
  else if (reached > at + frameBytes) earlier(lane, piece.run, run, reached - at - frameBytes)
  run.movedSinceMark ??= 0
  run.provenPiece = Math.max(run.provenPiece, number)
}

/** Up to a frame the whole stretch began later than thought; beyond that, playback stood still in it. */
function later(lane: State, number: number, first: number, run: Run, by: number): void {
  if (run.movedSinceMark === null) {
    move(lane, first, by)
    learnDelay(lane, first, run)
    return
  }
  const unproven = run.provenPiece + 1
  if (run.movedSinceMark + by < frameBytes) {
    move(lane, first, by)
    run.movedSinceMark += by
    run.looseFrom ??= unproven
    return
  }
  const from = dryBefore(lane, by < frameBytes ? (run.looseFrom ?? unproven) : unproven, number)
  if (from === null) return
  splitRun(lane, from, { ...newRun, movedSinceMark: 0, provenPiece: number })
  move(lane, from, by)
}

function earlier(lane: State, first: number, run: Run, by: number): void {
  const before = lane.pieces[first - 1]
  const start = lane.pieces[first]?.start ?? 0
  const room = before ? start - (before.start + before.bytes) : start
  move(lane, first, -Math.min(by, room))
  if (run.movedSinceMark === null) learnDelay(lane, first, run)
}

function learnDelay(lane: State, first: number, run: Run): void {
  const piece = lane.pieces[first]
  if (!piece || !run.fromIdle) return
  lane.delay = Math.min(delayBytesMax, Math.max(0, piece.start - piece.sentAt))
  placeUnprovenAfter(lane, first)
}

/** What was sent since then on an idle line took as long, whatever was thought when it was sent. */
function placeUnprovenAfter(lane: State, known: number): void {
  for (let number = known + 1; number < lane.pieces.length; number += 1) {
    const piece = lane.pieces[number]
    const before = lane.pieces[number - 1]
    if (!piece || !before || lane.runs.get(number)?.movedSinceMark !== null) continue
    const free = before.start + before.bytes
    move(lane, number, Math.max(free, piece.sentAt + lane.delay) - piece.start)
  }
}

/** Moves a piece and all after it; what lay apart from it is only pushed where it must be. */
function move(lane: State, from: number, by: number): void {
  let pushed = by
  for (let number = from; number < lane.pieces.length; number += 1) {
    const piece = lane.pieces[number]
    const before = lane.pieces[number - 1]
    if (!piece) break
    if (piece.run === number && number > from && by > 0) {
      const overlap = before ? before.start + before.bytes - piece.start : 0
      pushed = Math.max(0, Math.min(pushed, overlap))
    } else if (piece.run === number && number > from) pushed = 0
    if (pushed === 0) break
    piece.start += pushed
  }
  const last = lane.pieces.at(-1)
  if (last) lane.end = last.start + last.bytes
}

/**
 * The piece, of these, before which the line is most likely to have run dry: the one
 * that came latest; of those that came within a frame of that, which is as well as the
 * clock is known, the one that was longest in coming. Null: there are none.
 */
function dryBefore(lane: State, from: number, to: number): number | null {
  let latest = Number.NEGATIVE_INFINITY
  for (let number = from; number <= to; number += 1) {
    latest = Math.max(latest, lateness(lane, number))
  }
  let best = null
  let longest = Number.NEGATIVE_INFINITY
  for (let number = from; number <= to; number += 1) {
    const waited = waitedFor(lane, number)
    if (lateness(lane, number) < latest - frameBytes || waited <= longest) continue
    longest = waited
    best = number
  }
  return best
}

/** How much later a piece came to the carrier than it had to be there; negative: it was in time. */
function lateness(lane: State, number: number): number {
  const piece = lane.pieces[number]
  return piece ? piece.sentAt + lane.delay - piece.start : Number.NEGATIVE_INFINITY
}

/** From the sending of the piece before it until its own. */
function waitedFor(lane: State, number: number): number {
  return (lane.pieces[number]?.sentAt ?? 0) - (lane.pieces[number - 1]?.sentAt ?? 0)
}

function splitRun(lane: State, from: number, run: Run): void {
  const old = lane.pieces[from]?.run
  lane.runs.set(from, run)
  for (let number = from; lane.pieces[number]?.run === old; number += 1) {
    const piece = lane.pieces[number]
    if (piece) piece.run = from
  }
}

/** The piece that the byte before `itemBytes` of an item lies in; -1: there is none. */
function pieceOf(lane: State, item: number, itemBytes: number): number {
  const known = lane.items.get(item)
  if (!known || itemBytes <= 0) return -1
  // Marks carry whole milliseconds, rounded.
  const last = Math.min(itemBytes, known.bytes) - 1
  for (let number = lane.pieces.length - 1; number >= known.first; number -= 1) {
    const piece = lane.pieces[number]
    if (piece?.item === item && piece.itemStart <= last) return number
  }
  return -1
}

function cut(lane: State, cutItems: readonly { item: number; heardBytes: number }[]): void {
  for (const { item, heardBytes } of cutItems) {
    const first = lane.items.get(item)?.first ?? lane.pieces.length
    for (const piece of lane.pieces.slice(first)) {
      if (piece.item !== item) continue
      piece.bytes = Math.max(0, Math.min(piece.bytes, heardBytes - piece.itemStart))
    }
  }
  const last = lane.pieces.findLast(({ bytes }) => bytes > 0)
  lane.end = last ? last.start + last.bytes : Number.NEGATIVE_INFINITY
  // What nobody heard lies nowhere, and is in nobody's way.
  const first = Math.min(
    ...cutItems.map(({ item }) => lane.items.get(item)?.first ?? lane.pieces.length),
  )
  for (const piece of lane.pieces.slice(first))
    if (piece.bytes === 0) piece.start = Math.max(0, lane.end)
  lane.wasCut = true
}
