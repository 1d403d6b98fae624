import type { Call, CallStatus } from '#contracts/call.ts'
import type { PartyStates } from '#contracts/feed.ts'
import { isFinal } from '#core/call/status.ts'

/** The number at the other end: the caller's on inbound calls, the callee's on outbound ones. */
export function remoteNumber(call: Pick<Call, 'direction' | 'from' | 'to'>): string {
  return call.direction === 'inbound' ? call.from : call.to
}

/** The address of a call's page. */
export function callHref(call: Pick<Call, 'id' | 'callSid'>): string {
  return `/calls/${encodeURIComponent(call.callSid ?? call.id)}`
}

/** A status in the operator's words. */
export const statusWords: Record<CallStatus, string> = {
  created: 'Starting',
  queued: 'Queued',
  initiated: 'Dialling',
  ringing: 'Ringing',
  'in-progress': 'In call',
  completed: 'Completed',
  busy: 'Busy',
  failed: 'Failed',
  'no-answer': 'No answer',
  canceled: 'Canceled',
}

/** What the caller is doing, in a word. The caller is the human on the phone, also when we called. */
export const callerWords: Record<PartyStates['caller'], string> = {
  ringing: 'Ringing',
  listening: 'Listening',
  speaking: 'Speaking',
  gone: 'Gone',
}

/**
 * What the agent is doing, in a word. `wasLive`: its model had been reached in
 * this call before, so that it is being reached anew.
 */
export function agentWord(state: PartyStates['agent'], wasLive: boolean): string {
  return state === 'connecting' && wasLive ? 'Reconnecting' : agentWords[state]
}

const agentWords: Record<PartyStates['agent'], string> = {
  connecting: 'Connecting',
  listening: 'Listening',
  thinking: 'Thinking',
  speaking: 'Speaking',
  gone: 'Gone',
}

/**
 * What the parties are doing, as the relay tells it. A relay that lets go of a
 * call tells that all are gone; the caller hears that the call goes on.
 */
export function partiesShown(
  call: Pick<Call, 'status'>,
  told: PartyStates | null,
  isBetweenStreams: boolean,
): PartyStates {
  if (told === null || isFinal(call.status)) return partiesFromStatus(call.status)
  return isBetweenStreams ? { caller: 'listening', agent: 'connecting' } : told
}

/** What the parties are doing as far as the call's own status tells, until the relay tells more. */
function partiesFromStatus(status: CallStatus): PartyStates {
  if (isFinal(status)) return { caller: 'gone', agent: 'gone' }
  if (status === 'in-progress') return { caller: 'listening', agent: 'listening' }
  return { caller: 'ringing', agent: 'connecting' }
}

/** How long a call has lasted in ms: since it was answered, or else as recorded; null before an answer. */
export function callDurationMs(call: Call, nowMs: number): number | null {
  if (call.durationMs !== null) return call.durationMs
  if (call.answeredAt === null) return null
  const endMs = call.endedAt === null ? nowMs : Date.parse(call.endedAt)
  return Math.max(0, endMs - Date.parse(call.answeredAt))
}
