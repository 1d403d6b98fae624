import { emptyLiveState, type LiveState } from './live-state.ts'

/** Where the console keeps what the feed said, and from where screens hear that it changed. */
export type LiveStore = {
  get(this: void): LiveState
  update(this: void, change: (state: LiveState) => LiveState): void
  subscribe(this: void, onChange: () => void): () => void
}

/** Words arrive up to fifty times a second and call; screens are drawn at most thirty. */
const NOTIFY_EVERY_MS = 33

/** A store that tells its subscribers of several changes at once. */
export function createLiveStore(): LiveStore {
  const subscribers = new Set<() => void>()
  let state = emptyLiveState
  let isNotifying = false

  function notify() {
    isNotifying = false
    for (const onChange of subscribers) onChange()
  }

  return {
    get: () => state,
    update(change) {
      const next = change(state)
      if (next === state) return
      state = next
      if (!isNotifying) setTimeout(notify, NOTIFY_EVERY_MS)
      isNotifying = true
    },
    subscribe(onChange) {
      subscribers.add(onChange)
      return () => subscribers.delete(onChange)
    },
  }
}
