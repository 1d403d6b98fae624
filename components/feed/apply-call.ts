import type { Call, Direction } from '#contracts/call.ts'
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

/** The calls that are up now, oldest first: those the server named, with what the feed said since. */
export function mergeActiveCalls(stored: readonly Call[], live: LiveCalls): readonly Call[] {
  const byId = new Map(stored.map((call) => [call.id, call]))
  for (const call of live.values()) byId.set(call.id, newerCall(byId.get(call.id), call))
  return [...byId.values()].filter((call) => !isFinal(call.status)).toSorted(byCreation)
}

type ListBounds = {
  direction?: Direction | undefined
  /** The list goes on: calls older than its last one are on pages not loaded yet. */
  hasMore: boolean
}

/** A list, newest first, with what the feed said since it was loaded. */
export function mergeCallList(
  stored: readonly Call[],
  live: LiveCalls,
  { direction, hasMore }: ListBounds,
): readonly Call[] {
  const byId = new Map(stored.map((call) => [call.id, call]))
  const oldest = stored.at(-1)
  for (const call of live.values()) {
    const belongs = direction === undefined || call.direction === direction
    const isLoaded = !hasMore || oldest === undefined || call.createdAt >= oldest.createdAt
    if (byId.has(call.id) || (belongs && isLoaded)) {
      byId.set(call.id, newerCall(byId.get(call.id), call))
    }
  }
  return [...byId.values()].toSorted((a, b) => byCreation(b, a))
}

function byCreation(a: Call, b: Call): number {
  return a.createdAt === b.createdAt
    ? Number(a.id > b.id) - Number(a.id < b.id)
    : Number(a.createdAt > b.createdAt) - Number(a.createdAt < b.createdAt)
}
