import type { CallEvent } from '#contracts/call-event.ts'

/** Puts an event into a log ordered by `seq`. An event that is already there changes nothing. */
export function applyEvent(events: readonly CallEvent[], event: CallEvent): readonly CallEvent[] {
  const last = events.at(-1)
  if (last === undefined || last.seq < event.seq) return [...events, event]
  const after = events.findLastIndex((other) => other.seq <= event.seq)
  if (events[after]?.seq === event.seq) return events
  return events.toSpliced(after + 1, 0, event)
}

/** Two pieces of one log as one, without gaps or doubles where they overlap. */
export function mergeEvents(
  stored: readonly CallEvent[],
  live: readonly CallEvent[],
): readonly CallEvent[] {
  if (live.length === 0) return stored
  if (stored.length === 0) return live
  const bySeq = new Map([...stored, ...live].map((event) => [event.seq, event]))
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}
