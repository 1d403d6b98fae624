'use client'

import { createContext, useContext } from 'react'
import type { FeedChange } from '#contracts/feed.ts'
import type { FeedLinkState } from './feed-status.ts'
import type { LiveStore } from './live-store.ts'

/** One kind of change, narrowed. */
export type ChangeOf<Kind extends FeedChange['kind']> = Extract<FeedChange, { kind: Kind }>

/** What the provider hands to the feed's hooks. */
export type Feed = {
  live: LiveStore
  link: {
    get(this: void): FeedLinkState
    subscribe(this: void, onChange: () => void): () => void
  }
  /** Hears every change as it arrives. Returns how to stop hearing. */
  listen(this: void, fn: (change: FeedChange) => void): () => void
}

export const FeedContext = createContext<Feed | null>(null)

/** The feed. Throws outside of a `FeedProvider`. */
export function useFeed(): Feed {
  const feed = useContext(FeedContext)
  if (!feed) throw new Error('This part of the console must stand inside a FeedProvider.')
  return feed
}
