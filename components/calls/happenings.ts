import type { CallEvent } from '#contracts/call-event.ts'

/**
 * What befell a call besides its words. A break and what ended it are one
 * happening; `ended` is null while it lasts, or where the call ended first.
 */
export type Happening =
  | {
      kind: 'modelLost' | 'streamLost' | 'handedOver' | 'paused'
      began: CallEvent
      ended: CallEvent | null
    }
  | { kind: 'resumed' | 'renewed' | 'congested'; began: CallEvent }
  | { kind: 'keysPressed'; began: CallEvent; last: CallEvent; digits: readonly string[] }

/** Reads a call's event log, in order of `seq`, for what an operator should see between the lines. */
export function happeningsOf(events: readonly CallEvent[]): Happening[] {
  const happenings: Happening[] = []
  for (const event of events) {
    if (event.source === 'relay' || event.source === 'operator') addNote(happenings, event)
  }
  return happenings
}

function addNote(happenings: Happening[], event: CallEvent): void {
  switch (event.type) {
    case 'recovery.began':
      happenings.push({ kind: 'modelLost', began: event, ended: null })
      break
    case 'stream.lost':
      happenings.push({ kind: 'streamLost', began: event, ended: null })
      break
    case 'call.handed-over':
      happenings.push({ kind: 'handedOver', began: event, ended: null })
      break
    case 'recovery.done':
    case 'recovery.failed':
      endBreaks(happenings, event, (kind) => kind === 'modelLost')
      break
    case 'call.resumed': {
      const hasBegun = endBreaks(
        happenings,
        event,
        (kind) => kind === 'streamLost' || kind === 'handedOver',
      )
      // A relay that is killed cannot write that it is gone.
      if (!hasBegun) happenings.push({ kind: 'resumed', began: event })
      // Whatever it was doing about the model has gone with it.
      endBreaks(happenings, event, (kind) => kind === 'modelLost')
      break
    }
    case 'recording.paused':
      // Pausing twice changes nothing.
      if (!isPaused(happenings)) happenings.push({ kind: 'paused', began: event, ended: null })
      break
    case 'recording.resumed':
      endBreaks(happenings, event, (kind) => kind === 'paused')
      break
    case 'session.renewed':
      happenings.push({ kind: 'renewed', began: event })
      break
    case 'congestion':
      happenings.push({ kind: 'congested', began: event })
      break
    case 'dtmf':
      addKey(happenings, event)
      break
  }
}

/** Ends the breaks that last and are of that kind; answers whether there was one. */
function endBreaks(
  happenings: Happening[],
  event: CallEvent,
  isMeant: (kind: Happening['kind']) => boolean,
): boolean {
  let hasEnded = false
  for (const [at, happening] of happenings.entries()) {
    if (!('ended' in happening) || happening.ended !== null || !isMeant(happening.kind)) continue
    happenings[at] = { ...happening, ended: event }
    hasEnded = true
  }
  return hasEnded
}

/** Keys pressed with less than this between them are one entry, such as an account's number. */
const KEYS_APART_MS = 4_000

function addKey(happenings: Happening[], event: CallEvent): void {
  const digit = event.data['digit']
  if (typeof digit !== 'string') return
  const before = happenings.at(-1)
  if (before?.kind === 'keysPressed' && msBetween(before.last, event) < KEYS_APART_MS) {
    const digits = [...before.digits, digit]
    happenings[happenings.length - 1] = { ...before, last: event, digits }
  } else happenings.push({ kind: 'keysPressed', began: event, last: event, digits: [digit] })
}

/** Whether the last pause of keeping is not over. */
function isPaused(happenings: readonly Happening[]): boolean {
  return happenings.some((happening) => happening.kind === 'paused' && happening.ended === null)
}

/** Whether a stream of the call is gone and no other has taken it up. */
export function isBetweenStreams(events: readonly CallEvent[]): boolean {
  return happeningsOf(events).some(
    (happening) =>
      (happening.kind === 'streamLost' || happening.kind === 'handedOver') &&
      happening.ended === null,
  )
}

/** From one event to a later one, in ms; of different relays, as well as their clocks agree. */
export function msBetween(earlier: CallEvent, later: CallEvent): number {
  return Math.max(0, Date.parse(later.at) - Date.parse(earlier.at))
}
