import { unreachable } from '../unreachable.ts'
import { relayNote, type Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { keyPressed } from './keypad.ts'
import { letGo } from './let-go.ts'
import { parseMark, recordMark } from './playback.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { patchLine } from './transcript.ts'
import { turnHeard, turnsHeardOut } from './turns.ts'

/** What the carrier's media stream says, but for audio. */
export function stepPhone(
  session: CallSession,
  event: Exclude<Extract<SessionEvent, { from: 'phone' }>, { type: 'media' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'mark':
      return markReached(session, event.name, nowMs)
    case 'dtmf':
      return keyPressed(session, event.digit)
    case 'stopped':
      return endCall(session, { reason: 'caller-hung-up', by: 'caller' }, nowMs)
    case 'lost':
      // The call may well be up: the carrier asks what to do, and gets another stream.
      return letGo(session, relayNote('stream.lost', { closeCode: event.closeCode }), nowMs)
    default:
      return unreachable(event)
  }
}

/** Items that leave the ledger here were heard to their end, which their lines now say. */
function markReached(session: CallSession, name: string, nowMs: number): Step {
  const playback = recordMark(session.playback, name, nowMs)
  if (playback === session.playback) return { session, effects: [] }
  const finished = session.playback.items.filter(
    (item) => item.model !== null && !playback.items.some((left) => left.itemId === item.itemId),
  )
  let next: CallSession = { ...session, playback }
  const effects: Effect[] = []
  for (const item of finished) {
    const heardMs = Math.round(item.sentMs)
    const change = patchLine(next.transcript, item.itemId, 'agent', { heardMs })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  const heard = firstSoundHeard(next, name, nowMs)
  if (finished.length > 0) {
    const itemIds = finished.map((item) => item.itemId)
    const turns = turnsHeardOut(heard.session.turns, itemIds)
    return { session: { ...heard.session, turns }, effects: [...effects, ...heard.effects] }
  }
  return { session: heard.session, effects: [...effects, ...heard.effects] }
}

function firstSoundHeard(session: CallSession, name: string, nowMs: number): Step {
  const mark = parseMark(name)
  if (mark === null) return { session, effects: [] }
  const { itemId, sentMs: markMs } = mark
  const { turns, changed } = turnHeard(session.turns, { itemId, markMs, nowMs })
  if (changed === null) return { session, effects: [] }
  return {
    session: { ...session, turns },
    effects: [{ to: 'store', do: 'saveTurn', turn: changed }],
  }
}
