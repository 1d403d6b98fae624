import type { CallEvent } from '#contracts/call-event.ts'
import type { Call } from '#contracts/call.ts'
import type { FeedChange, FeedMessage, PartyStates } from '#contracts/feed.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import { unreachable } from '#core/unreachable.ts'
import { applyCall, type LiveCalls } from './apply-call.ts'
import { applyEvent, mergeEvents } from './apply-event.ts'
import { applyLine, mergeLines } from './apply-line.ts'
import { applyTurn, mergeTurns } from './apply-turn.ts'

/** What the feed said about one call: laid over what REST says. */
export type LiveSession = {
  parties: PartyStates | null
  lines: readonly TranscriptLine[]
  events: readonly CallEvent[]
  turns: readonly Turn[]
}

/** All that the feed said since it was last in step with REST. */
export type LiveState = {
  calls: LiveCalls
  sessions: ReadonlyMap<string, LiveSession>
  /** The calls that were deleted: there is nothing to ask for any more. */
  deleted: ReadonlySet<string>
}

export const emptyLiveState: LiveState = {
  calls: new Map(),
  sessions: new Map(),
  deleted: new Set(),
}
export const emptySession: LiveSession = { parties: null, lines: [], events: [], turns: [] }

type Snapshot = Extract<FeedMessage, { type: 'snapshot' }>

/** Lays a live call, as the relay holds it, over what is known of it. */
export function applySnapshot(state: LiveState, snapshot: Snapshot): LiveState {
  return withSession(state, snapshot.callId, (session) => ({
    parties: snapshot.parties,
    lines: mergeLines(session.lines, snapshot.lines),
    events: mergeEvents(session.events, snapshot.events),
    turns: mergeTurns(session.turns, snapshot.turns),
  }))
}

/** Applies one change. Every change is whole, so applying it twice changes nothing. */
export function applyChange(state: LiveState, change: FeedChange): LiveState {
  switch (change.kind) {
    case 'call':
      return applyWords({ ...state, calls: applyCall(state.calls, change.call) }, change.call)
    case 'callDeleted':
      return forgetCall(state, change.callId)
    case 'parties':
      return withSession(state, change.callId, (session) => ({
        ...session,
        parties: change.parties,
      }))
    case 'line':
      return withSession(state, change.callId, (session) => ({
        ...session,
        lines: applyLine(session.lines, change.line),
      }))
    case 'event':
      return withSession(state, change.callId, (session) => ({
        ...session,
        events: applyEvent(session.events, change.event),
      }))
    case 'turn':
      return withSession(state, change.callId, (session) => ({
        ...session,
        turns: applyTurn(session.turns, change.turn),
      }))
    case 'recording':
    case 'recordingDeleted':
    case 'agentsChanged':
      return state
    default:
      return unreachable(change)
  }
}

/** What was said is not shown any longer once it was deleted; that it happened is. */
function applyWords(state: LiveState, { id, transcriptDeletedAt }: Call): LiveState {
  if (transcriptDeletedAt === null || !state.sessions.has(id)) return state
  return withSession(state, id, (session) => ({ ...session, lines: [], events: [] }))
}

function forgetCall(state: LiveState, callId: string): LiveState {
  if (state.deleted.has(callId)) return state
  const calls = new Map(state.calls)
  const sessions = new Map(state.sessions)
  calls.delete(callId)
  sessions.delete(callId)
  return { calls, sessions, deleted: new Set(state.deleted).add(callId) }
}

function withSession(
  state: LiveState,
  callId: string,
  change: (session: LiveSession) => LiveSession,
): LiveState {
  const session = change(state.sessions.get(callId) ?? emptySession)
  return { ...state, sessions: new Map(state.sessions).set(callId, session) }
}
