import type { CallEvent, EventSource } from '#contracts/call-event.ts'

export type EventFilter = {
  /** Shown sources; none chosen shows all. */
  sources: readonly EventSource[]
  /** Part of the type, upper or lower case. */
  text: string
}

export const emptyEventFilter: EventFilter = { sources: [], text: '' }

/** The events of the chosen sources whose type has the text in it. */
export function filterEvents(
  events: readonly CallEvent[],
  { sources, text }: EventFilter,
): readonly CallEvent[] {
  const wanted = text.trim().toLowerCase()
  if (sources.length === 0 && wanted === '') return events
  return events.filter(
    (event) =>
      (sources.length === 0 || sources.includes(event.source)) &&
      event.type.toLowerCase().includes(wanted),
  )
}
