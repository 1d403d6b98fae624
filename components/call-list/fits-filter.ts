import type { CallFilter } from '#contracts/call-list.ts'
import type { Call } from '#contracts/call.ts'
import { remoteNumber } from '#components/calls/call-words.ts'

/**
 * Whether a call that the feed tells of belongs into a list, by the rules the
 * server lists by. Whether words were said in it only the server knows: a list
 * of these takes in nothing by itself.
 */
export function belongsTo(call: Call, filter: CallFilter): boolean {
  const { from, to, direction, number, agentId, text } = filter
  const createdMs = Date.parse(call.createdAt)
  return (
    text === undefined &&
    (from === undefined || createdMs >= Date.parse(from)) &&
    (to === undefined || createdMs < Date.parse(to)) &&
    (direction === undefined || call.direction === direction) &&
    (number === undefined || hasNumber(call, number)) &&
    (agentId === undefined || call.agentId === agentId) &&
    stillFits(call, filter)
  )
}

/** Whether a call of the list still fits after it has changed: of what can change, all holds. */
export function stillFits(call: Call, filter: CallFilter): boolean {
  const { status, endReason, minSeconds, maxSeconds, hasRecording, legalHold, tag } = filter
  const ms = call.durationMs
  return (
    (status === undefined || call.status === status) &&
    (endReason === undefined || call.endReason === endReason) &&
    (minSeconds === undefined || (ms !== null && ms >= minSeconds * 1_000)) &&
    (maxSeconds === undefined || (ms !== null && ms < (maxSeconds + 1) * 1_000)) &&
    (hasRecording === undefined || call.hasRecording === hasRecording) &&
    (legalHold === undefined || call.legalHold === legalHold) &&
    (tag === undefined || call.tags.includes(tag))
  )
}

/** With a plus, what the number begins with; without, what it begins or ends with, but for the zero of one's own country. */
function hasNumber(call: Call, wanted: string): boolean {
  const digits = wanted.replaceAll(/\D/g, '')
  const number = remoteNumber(call)
  if (number.startsWith(`+${digits}`)) return true
  if (wanted.startsWith('+')) return false
  const isNational = digits.length >= 8 && digits.startsWith('0')
  return number.endsWith(isNational ? digits.slice(1) : digits)
}
