import type { Turn } from '#contracts/turn.ts'

/**
 * Where the time of each of the agent's turns goes: from the caller's last
 * sound to the first sound of the answer that they hear.
 */
export type Turns = {
  lastNumber: number
  /** A turn that the model has not begun yet. */
  pending: Begin | null
  /** Turns that are not heard, or not done, yet; oldest first. */
  open: readonly OpenTurn[]
}

type Begin = { cause: Turn['cause']; atMs: number; zeroMs: number; noticedMs: number | null }

type OpenTurn = {
  turn: Turn
  /** `nowMs` from which everything in `turn` counts. */
  zeroMs: number
  /** Its items that the caller has not heard to their end. */
  unheard: readonly string[]
  done: boolean
}

type Change = { turns: Turns; changed: Turn | null }

export function noTurns(lastNumber: number): Turns {
  return { lastNumber, pending: null, open: [] }
}

/** The model says that the caller stopped `agoMs` ago, at `atMs` of the media clock. */
export function turnNoticed(
  turns: Turns,
  stopped: { atMs: number; agoMs: number; nowMs: number },
): Turns {
  const { atMs, agoMs, nowMs } = stopped
  const noticedMs = Math.round(agoMs)
  return { ...turns, pending: { cause: 'caller', atMs, zeroMs: nowMs - agoMs, noticedMs } }
}

/** The agent is asked to speak, by the operator, a greeting or a prompt. */
export function turnAsked(turns: Turns, asked: { atMs: number; nowMs: number }): Turns {
  if (turns.pending !== null) return turns
  const { atMs, nowMs } = asked
  return { ...turns, pending: { cause: 'request', atMs, zeroMs: nowMs, noticedMs: null } }
}

/** The model begins a response: to what is pending, or, unasked, of its own accord. */
export function turnBegan(
  turns: Turns,
  began: { responseId: string; atMs: number; nowMs: number },
): Turns {
  const { responseId, atMs, nowMs } = began
  const begin = turnAsked(turns, { atMs, nowMs }).pending
  if (begin === null) return turns
  const number = turns.lastNumber + 1
  const turn: Turn = {
    number,
    responseId,
    itemId: null,
    cause: begin.cause,
    atMs: Math.round(begin.atMs),
    noticedMs: begin.noticedMs,
    firstDeltaMs: null,
    firstFrameMs: null,
    firstHeardMs: null,
    interrupted: false,
    inputTokens: 0,
    outputTokens: 0,
  }
  const open = [...turns.open, { turn, zeroMs: begin.zeroMs, unheard: [], done: false }].slice(
    -openMax,
  )
  return { lastNumber: number, pending: null, open }
}

/** The first audio of an item of a response went to the carrier; of several items the first one counts. */
export function turnSpoke(
  turns: Turns,
  spoke: { responseId: string; itemId: string; nowMs: number },
): Turns {
  const { responseId, itemId, nowMs } = spoke
  const entry = turns.open.find((one) => one.turn.responseId === responseId)
  if (!entry) return turns
  const unheard = [...entry.unheard, itemId]
  if (entry.turn.itemId !== null) return replace(turns, entry, { ...entry, unheard }).turns
  const sinceMs = Math.max(0, Math.round(nowMs - entry.zeroMs))
  const turn = { ...entry.turn, itemId, firstDeltaMs: sinceMs, firstFrameMs: sinceMs }
  return replace(turns, entry, { ...entry, unheard, turn }).turns
}

/** A mark of an item came back after `markMs` of it had been heard. */
export function turnHeard(
  turns: Turns,
  heard: { itemId: string; markMs: number; nowMs: number },
): Change {
  const entry = turns.open.find((one) => one.turn.itemId === heard.itemId)
  if (!entry || entry.turn.firstHeardMs !== null) return { turns, changed: null }
  const sinceMs = Math.round(heard.nowMs - heard.markMs - entry.zeroMs)
  const firstHeardMs = Math.max(entry.turn.firstFrameMs ?? 0, sinceMs)
  return replace(turns, entry, { ...entry, turn: { ...entry.turn, firstHeardMs } })
}

/** The caller has heard these items to their end. */
export function turnsHeardOut(turns: Turns, itemIds: readonly string[]): Turns {
  const open = turns.open
    .map((one) => ({ ...one, unheard: one.unheard.filter((id) => !itemIds.includes(id)) }))
    .filter((one) => !isSettled(one))
  return { ...turns, open }
}

/** The caller cut these items off; answers the turns that this interrupted. */
export function turnsInterrupted(
  turns: Turns,
  itemIds: readonly string[],
): { turns: Turns; changed: readonly Turn[] } {
  const changed: Turn[] = []
  const open = turns.open.map((one) => {
    if (!one.unheard.some((id) => itemIds.includes(id))) return one
    const turn = { ...one.turn, interrupted: true }
    changed.push(turn)
    return { ...one, turn, unheard: [] }
  })
  return { turns: { ...turns, open: open.filter((one) => !isSettled(one)) }, changed }
}

/** A response is over; a turn that made no sound is worth keeping as well. */
export function turnDone(
  turns: Turns,
  done: { responseId: string; inputTokens: number; outputTokens: number },
): Change {
  const entry = turns.open.find((one) => one.turn.responseId === done.responseId)
  if (!entry) return { turns, changed: null }
  const { inputTokens, outputTokens } = done
  return replace(turns, entry, {
    ...entry,
    done: true,
    turn: { ...entry.turn, inputTokens, outputTokens },
  })
}

function replace(turns: Turns, entry: OpenTurn, changed: OpenTurn): Change {
  const open = isSettled(changed)
    ? turns.open.filter((one) => one !== entry)
    : turns.open.map((one) => (one === entry ? changed : one))
  return { turns: { ...turns, open }, changed: changed.turn }
}

/** A turn leaves when nothing more can become known of it. */
function isSettled({ done, unheard }: OpenTurn): boolean {
  return done && unheard.length === 0
}

/** A mark that never comes back must not keep its turn for ever. */
const openMax = 8
