import type { CallEvent } from '#contracts/call-event.ts'
import type { Call } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Usage } from '#contracts/usage.ts'
import type { StoryEntry } from './story.ts'

/** All times are ms from the start of the soak, seen by the one process that plays both outer ends. */

/** What the carrier was given to play of one of the agent's items. */
export type ItemHeard = { receivedMs: number; playedMs: number }

/** Something that must never be seen, noticed while it was seen. */
export type Breach = { rule: string; what: string; atMs: number }

/** One media stream, as the carrier saw it. */
export type StreamSeen = {
  number: number
  streamSid: string
  openedAtMs: number
  /** Null while it runs. */
  endedAtMs: number | null
  /** It was made to break, or to end unread: what was written last never arrived. */
  isBroken: boolean
  framesSent: number
  /** The relay's own sounds: cover tone, farewell. */
  otherSoundMs: number
  /** By session and item: `3/1`. */
  items: Map<string, ItemHeard>
  breaches: Breach[]
}

/** How the person on the phone meant the call to end. */
export type PlannedEnd = 'caller' | 'agent' | 'operator'

/** One call, as the carrier saw it. */
export type CallSeen = {
  number: number
  callSid: string
  direction: 'inbound' | 'outbound'
  plannedEnd: PlannedEnd
  startedAtMs: number
  endedAtMs: number | null
  /** What ended it at the carrier. */
  endedBy: 'caller' | 'rest' | 'twiml' | 'webhook-failed' | null
  /** The application has answered with instructions, so it knows the call. */
  isKnown: boolean
  streams: StreamSeen[]
  story: readonly StoryEntry[]
}

/** One item of a session's conversation, in the order of the conversation. */
export type ItemMade = {
  number: number
  id: string
  role: 'caller' | 'agent'
  text: string
  /** Agent audio sent so far, ms. */
  sentMs: number
  /** When its words were final; null: they never were. */
  doneAtMs: number | null
  isTruncated: boolean
}

/** Something that is billed, recognisable by counts that no other one has. */
export type Billed = { inputTokens: number; outputTokens: number; doneAtMs: number }

export type ResponseMade = {
  id: string
  /** The item that it spoke; null: none, as when it was cancelled while thinking. */
  item: number | null
  status: 'active' | 'completed' | 'cancelled'
  billed: Billed | null
}

/** One model session, as the model saw it. */
export type SessionSeen = {
  number: number
  /** Known from the first caller frame. */
  call: number | null
  stream: number | null
  openedAtMs: number
  closedAtMs: number | null
  /** While frozen the model sees nothing, not even that it was closed. */
  frozenUntilMs: number
  firstHeardAtMs: number | null
  lastHeardAtMs: number | null
  framesHeard: number
  paddingHeard: number
  /** Texts that the client put into the conversation, in order. */
  seeds: { role: 'user' | 'assistant' | 'system' | 'tool'; text: string }[]
  items: ItemMade[]
  responses: ResponseMade[]
  transcriptions: Billed[]
  truncations: { item: string; audioEndMs: number; sentMs: number; atMs: number }[]
  breaches: Breach[]
}

/** What the database holds of one call. */
export type CallKept = {
  call: Call
  lines: readonly TranscriptLine[]
  events: readonly CallEvent[]
  usages: readonly Usage[]
}

/** One fault of the schedule, and how long it can be felt. */
export type FaultDone = {
  kind: string
  fromMs: number
  untilMs: number
  callNumbers: number[] | 'all'
  /** What should have come back after it, and did not. */
  failure?: string
}

/** A beat of the observing process that came late, because the machine had no time for it. */
export type LateBeat = { atMs: number; lateMs: number }

export type Evidence = {
  calls: readonly CallSeen[]
  sessions: readonly SessionSeen[]
  /** By CallSid. */
  kept: ReadonlyMap<string, CallKept>
  faults: readonly FaultDone[]
  lateBeats: readonly LateBeat[]
}

/** One thing that is not as it must be; `call` null: it belongs to none. */
export type Finding = { rule: string; call: number | null; what: string }

/** The sessions that served a call, in the order in which they were opened. */
export function sessionsOf(evidence: Evidence, call: CallSeen): SessionSeen[] {
  return evidence.sessions
    .filter((session) => session.call === call.number)
    .toSorted((a, b) => a.openedAtMs - b.openedAtMs)
}

/** Whether a fault of one of these kinds could be felt by the call. */
export function wasTouched(
  evidence: Evidence,
  call: CallSeen,
  counts: (kind: string) => boolean = () => true,
): boolean {
  const endMs = call.endedAtMs ?? Infinity
  return evidence.faults.some(
    ({ kind, fromMs, untilMs, callNumbers }) =>
      counts(kind) &&
      (callNumbers === 'all' || callNumbers.includes(call.number)) &&
      fromMs <= endMs &&
      untilMs >= call.startedAtMs,
  )
}

/**
 * What a busy machine may add to any delay between two moments, ms: all programs
 * wait for the same processors, so the lateness of the observer is a measure for all.
 */
export function latenessMs({ lateBeats }: Evidence, fromMs: number, toMs: number): number {
  return lateBeats
    .filter(({ atMs, lateMs }) => atMs >= fromMs && atMs - lateMs <= toMs)
    .reduce((sum, { lateMs }) => sum + lateMs, 0)
}

/**
 * What arrived this shortly before a session ended may have been on its way still,
 * or in the relay when that was killed, ms. Everything older is due.
 */
const ON_ITS_WAY_MS = 600

/** Whether what the model said at that moment must have been taken in before its session ended. */
export function isDue(evidence: Evidence, session: SessionSeen, doneAtMs: number | null): boolean {
  if (doneAtMs === null) return false
  const endMs = session.closedAtMs ?? Infinity
  return doneAtMs + ON_ITS_WAY_MS + latenessMs(evidence, doneAtMs, endMs) <= endMs
}
