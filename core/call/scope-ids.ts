import type { ModelEvent } from '#contracts/model-events.ts'
import type { CallSession } from './session.ts'

/**
 * Every model session counts its items and responses for itself, and some
 * servers begin at 1 each time. What is kept of a call must never collide, so
 * the ids of every session but a call's very first carry a prefix inside.
 */
export function scopeOf(streamNumber: number, modelNumber: number): string {
  return streamNumber === 0 && modelNumber === 0 ? '' : `${streamNumber}.${modelNumber}/`
}

/** The id as the model knows it. */
export function wireId(session: CallSession, id: string): string {
  return id.slice(scopeOf(session.streamNumber, session.model.number).length)
}

/** The event with ids that are unique within the call. */
export function scopeEvent(event: ModelEvent, scope: string): ModelEvent {
  if (scope === '') return event
  // Every id the schema knows is prefixed; nothing else of the event changes.
  const scoped: Record<string, unknown> = { ...event }
  for (const key of idKeys) {
    const id = scoped[key]
    if (typeof id === 'string') scoped[key] = scope + id
  }
  if ('item' in event) scoped['item'] = { ...event.item, id: scope + event.item.id }
  if ('response' in event) {
    const output = event.response.output.map((item) => ({ ...item, id: scope + item.id }))
    scoped['response'] = { ...event.response, id: scope + event.response.id, output }
  }
  return scoped as ModelEvent
}

const idKeys = ['item_id', 'previous_item_id', 'response_id'] as const
