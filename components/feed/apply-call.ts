import type { Call } from '#contracts/call.ts'
import { isFinal, statusRank } from '#core/call/status.ts'

/** The newer of two versions of a call: the one that came later, except that a call never goes back in its life. */
export function newerCall(known: Call | undefined, incoming: Call): Call {
  if (known === undefined) return incoming
  return statusRank(incoming.status) < statusRank(known.status) ? known : incoming
}

/** Calls as the feed last told of them, by our id. */
export type LiveCalls = ReadonlyMap<string, Call>

/** Puts a version of a call among those the feed told of. */
export function applyCall(calls: LiveCalls, call: Call): LiveCalls {
  const known = calls.get(call.id)
  const newer = newerCall(known, call)
  return newer === known ? calls : new Map(calls).set(call.id, newer)
}

/**
 * The call as the feed has told of it since REST was asked, when it had told of
 * `told`; null: it has not. What it said before is in REST's answer, and so is
 * what it never tells, like tags.
 */
export function newsSince(told: LiveCalls, live: LiveCalls, answer: Call): Call | null {
  const said = live.get(answer.id)
  return said === undefined || said === told.get(answer.id) ? null : newerCall(answer, said)
}

/** The calls that are up now, oldest first: those the server named, with what the feed said since. */
export function mergeActiveCalls(stored: readonly Call[], live: LiveCalls): readonly Call[] {
  const byId = new Map(stored.map((call) => [call.id, call]))
  for (const call of live.values()) byId.set(call.id, newerCall(byId.get(call.id), call))
  return [...byId.values()].filter((call) => !isFinal(call.status)).toSorted(byCreation)
}

/** Older ones first; of the same moment, by id. */
export function byCreation(a: Call, b: Call): number {
  return a.createdAt === b.createdAt
    ? Number(a.id > b.id) - Number(a.id < b.id)
    : Number(a.createdAt > b.createdAt) - Number(a.createdAt < b.createdAt)
}
