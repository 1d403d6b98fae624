'use client'

import { useSyncExternalStore } from 'react'
import { useNow } from '#components/format/use-now.ts'
import { useFeed } from './feed-context.ts'
import { feedStatusAt, type FeedStatus } from './feed-status.ts'

/** Whether what is on the screen is true now, and if not, how old it is. Renewed every second. */
export function useFeedStatus(): FeedStatus {
  const { link } = useFeed()
  useSyncExternalStore(link.subscribe, link.get, link.get)
  const nowMs = useNow(1_000)
  return feedStatusAt(link.get(), nowMs)
}
