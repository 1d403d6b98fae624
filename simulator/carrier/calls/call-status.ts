import { unreachable } from '#core/unreachable.ts'

export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled'

/** How a call ends; every one of these is reported to subscribers of `completed`. */
export type FinalStatus = Extract<
  CallStatus,
  'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled'
>

export type StatusEvent = 'initiated' | 'ringing' | 'answered' | 'completed'

/** The subscription under which a status is reported (Twilio's docs, "StatusCallbackEvent"). */
export function eventOf(status: CallStatus): StatusEvent | null {
  switch (status) {
    case 'queued':
      return null
    case 'initiated':
    case 'ringing':
      return status
    case 'in-progress':
      return 'answered'
    case 'completed':
    case 'busy':
    case 'failed':
    case 'no-answer':
    case 'canceled':
      return 'completed'
    default:
      return unreachable(status)
  }
}

/** Whether nothing more can happen to a call of this status. */
export function isFinal(status: CallStatus): status is FinalStatus {
  return eventOf(status) === 'completed'
}

/** Calls only move forward: each status leads to later ones, and a final one nowhere. */
export function canBecome(from: CallStatus, to: CallStatus): boolean {
  return !isFinal(from) && ORDER.indexOf(to) > ORDER.indexOf(from)
}

/** REST knows no `initiated`: the call is still `queued` there until it rings. */
export function restStatus(status: CallStatus): Exclude<CallStatus, 'initiated'> {
  return status === 'initiated' ? 'queued' : status
}

const ORDER: readonly CallStatus[] = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
]
