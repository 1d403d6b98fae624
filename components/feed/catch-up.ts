import type { FeedMessage } from '#contracts/feed.ts'
import { applyChange, applySnapshot, emptyLiveState, type LiveState } from './live-state.ts'
import type { LiveStore } from './live-store.ts'

export type CatchUp = {
  /** Takes the next message of the feed. */
  apply(this: void, message: FeedMessage): void
  /**
   * REST must be read anew: holds messages back while `refetch` runs, then
   * starts from an empty overlay with what was held. Nothing is lost, because
   * all that came before is in the answers; nothing doubled, because every
   * change is whole.
   */
  restart(this: void, refetch: () => Promise<unknown>): Promise<void>
}

/** Keeps the store in step with REST. */
export function createCatchUp(store: LiveStore): CatchUp {
  let held: FeedMessage[] | null = null
  let round = 0

  return {
    apply(message) {
      if (held) held.push(message)
      else store.update((state) => applyMessage(state, message))
    },
    async restart(refetch) {
      const mine = ++round
      held = []
      await refetch().catch(() => undefined)
      if (mine !== round || held === null) return
      const messages = held
      held = null
      store.update(() => messages.reduce(applyMessage, emptyLiveState))
    },
  }
}

function applyMessage(state: LiveState, message: FeedMessage): LiveState {
  if (message.type === 'change') return applyChange(state, message.change)
  return message.type === 'snapshot' ? applySnapshot(state, message) : state
}
