/** What happened to one call, in order, for whoever has to find out why. */
export type Story = {
  tell(who: 'carrier' | 'model' | 'person' | 'fault' | 'database', what: string): void
  /** Oldest first. */
  entries(): readonly StoryEntry[]
}

export type StoryEntry = { atMs: number; who: string; what: string }

/** A call's story is some hundred entries long; one that runs wild keeps its first and its last. */
const ENTRIES_MAX = 3_000

/** `nowMs` counts from the start of the soak. */
export function createStory(nowMs: () => number): Story {
  const entries: StoryEntry[] = []
  return {
    tell(who, what) {
      if (entries.length >= ENTRIES_MAX) entries.splice(ENTRIES_MAX / 2, 1)
      entries.push({ atMs: nowMs(), who, what })
    },
    entries: () => entries,
  }
}
