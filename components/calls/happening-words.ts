import { unreachable } from '#core/unreachable.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { formatClock, formatSeconds } from '#components/format/duration.ts'
import { msBetween, type Happening } from './happenings.ts'

export type HappeningWords = {
  text: string
  /** `ok`: it went on; `busy`: it lasts; `bad`: it did not go on, or sound was lost. */
  tone: 'ok' | 'busy' | 'bad' | 'plain'
  /** The vendor's or the carrier's code, for whoever looks further. */
  code: string | null
}

/** What befell a call, in plain words. `isUp`: the call has not ended. */
export function describeHappening(happening: Happening, isUp: boolean): HappeningWords {
  switch (happening.kind) {
    case 'modelLost':
      return describeLostModel(happening.began, happening.ended, isUp)
    case 'streamLost':
      return {
        ...describeBreak('Audio connection lost', happening, isUp),
        code: codeOf(happening.began, 'closeCode'),
      }
    case 'handedOver':
      return describeBreak('Handed over to another relay', happening, isUp)
    case 'paused':
      return describePause(happening, isUp)
    case 'resumed':
      return plain('Relay lost; carried on by another', 'ok')
    case 'renewed':
      return plain('Model session renewed before its hour was over')
    case 'congested':
      return describeCongestion(happening.began)
    case 'keysPressed':
      return plain(`Caller pressed ${happening.digits.join(' ')}`)
    default:
      return unreachable(happening)
  }
}

function describeLostModel(
  began: CallEvent,
  ended: CallEvent | null,
  isUp: boolean,
): HappeningWords {
  if (began.data['cause'] === 'model-unreachable') return describeLateModel(began, ended, isUp)
  const lost = 'Model connection lost'
  if (ended?.type === 'recovery.failed') {
    const tries = numberOf(ended, 'tries')
    const after = tries === null ? '' : ` after ${tries} ${tries === 1 ? 'try' : 'tries'}`
    const code = codeOf(ended, 'code') ?? codeOf(began, 'code')
    return { text: `${lost}, not reached again${after}`, tone: 'bad', code }
  }
  const code = codeOf(began, 'code')
  if (ended?.type === 'recovery.done') {
    const afterMs = numberOf(ended, 'afterMs') ?? msBetween(began, ended)
    return { text: `${lost}, back after ${formatSeconds(afterMs)}`, tone: 'ok', code }
  }
  if (ended !== null) return { text: `${lost}, taken up by another relay`, tone: 'ok', code }
  return isUp
    ? { text: `${lost}, reconnecting`, tone: 'busy', code }
    : { text: `${lost}; the call ended before it was back`, tone: 'bad', code }
}

/** The model was not there when the call began. */
function describeLateModel(
  began: CallEvent,
  ended: CallEvent | null,
  isUp: boolean,
): HappeningWords {
  const code = codeOf(began, 'code')
  if (ended?.type === 'recovery.done') {
    const afterMs = numberOf(ended, 'afterMs') ?? msBetween(began, ended)
    const text = `Model not reached at first, connected after ${formatSeconds(afterMs)}`
    return { text, tone: 'ok', code }
  }
  return isUp && ended === null
    ? { text: 'Model not reached, trying again', tone: 'busy', code }
    : { text: 'Model not reached', tone: 'bad', code }
}

function describeBreak(
  what: string,
  { began, ended }: { began: CallEvent; ended: CallEvent | null },
  isUp: boolean,
): HappeningWords {
  if (ended !== null)
    return plain(`${what}, carried on after ${formatSeconds(msBetween(began, ended))}`, 'ok')
  return isUp ? plain(what, 'busy') : plain(`${what}; the call ended before it went on`, 'bad')
}

function describePause(
  { began, ended }: { began: CallEvent; ended: CallEvent | null },
  isUp: boolean,
): HappeningWords {
  const from = formatClock(began.atMs ?? 0)
  if (ended !== null) return plain(`Not recorded, ${from} to ${formatClock(ended.atMs ?? 0)}`)
  return isUp
    ? plain(`Recording paused at ${from}`, 'busy')
    : plain(`Not recorded, ${from} to the end of the call`)
}

function describeCongestion(event: CallEvent): HappeningWords {
  const whose = event.data['direction'] === 'toModel' ? 'caller’s' : 'agent’s'
  const droppedMs = numberOf(event, 'droppedMs')
  const howMuch = droppedMs === null ? 'Some' : formatSeconds(droppedMs)
  return plain(`${howMuch} of the ${whose} sound dropped: the connection was too slow`, 'bad')
}

function plain(text: string, tone: HappeningWords['tone'] = 'plain'): HappeningWords {
  return { text, tone, code: null }
}

function numberOf({ data }: CallEvent, key: string): number | null {
  const value = data[key]
  return typeof value === 'number' ? value : null
}

function codeOf({ data }: CallEvent, key: string): string | null {
  const value = data[key]
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null
}
