import type { CallEvent, EventSource } from '#contracts/call-event.ts'

/** A call's raw event log: numbered here, shown and written elsewhere, the newest kept for whoever joins late. */
export type EventLog = {
  note(
    source: EventSource,
    flow: CallEvent['flow'],
    atMs: number,
    entry: { type: string; data: Record<string, unknown> } | null,
  ): void
  recent(): readonly CallEvent[]
}

/** `now`: wall clock, ms since the epoch; `lastSeq`: the number before the first. A null entry is not worth noting. */
export function createEventLog(
  now: () => number,
  lastSeq: number,
  onEvent: (event: CallEvent) => void,
): EventLog {
  const recent: CallEvent[] = []
  let seq = lastSeq
  return {
    note(source, flow, atMs, entry) {
      if (entry === null) return
      seq += 1
      const at = new Date(now()).toISOString()
      const event: CallEvent = { seq, at, atMs: Math.round(atMs), source, flow, ...entry }
      recent.push(event)
      if (recent.length > recentMax) recent.shift()
      onEvent(event)
    },
    recent: () => [...recent],
  }
}

/** Some fifteen seconds of a lively call: what is older is in the database, for whoever asks. */
const recentMax = 64
