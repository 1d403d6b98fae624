'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { createFeed } from './create-feed.ts'
import { FeedContext } from './feed-context.ts'

/** Keeps the console connected to the feed for as long as it is on the screen. */
export function FeedProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const [feed] = useState(() => createFeed(queryClient))

  useEffect(() => {
    const link = feed.start()
    const retryWhenVisible = () => {
      if (document.visibilityState === 'visible') link.retryNow()
    }
    window.addEventListener('online', link.retryNow)
    document.addEventListener('visibilitychange', retryWhenVisible)
    return () => {
      window.removeEventListener('online', link.retryNow)
      document.removeEventListener('visibilitychange', retryWhenVisible)
      link.close()
    }
  }, [feed])

  return <FeedContext value={feed}>{children}</FeedContext>
}
