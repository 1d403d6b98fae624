'use client'

import { useSyncExternalStore } from 'react'
import type { LiveCalls } from './apply-call.ts'
import { useFeed } from './feed-context.ts'
import { emptySession, type LiveSession } from './live-state.ts'

/** What the feed said of one call since the page was in step with REST: lay it over REST's answer. */
export function useLiveCall(callId: string): LiveSession {
  const { live } = useFeed()
  const get = () => live.get().sessions.get(callId) ?? emptySession
  return useSyncExternalStore(live.subscribe, get, () => emptySession)
}

/** The calls that the feed told of, by id: lay them over REST's lists. */
export function useLiveCalls(): LiveCalls {
  const { live } = useFeed()
  const get = () => live.get().calls
  return useSyncExternalStore(live.subscribe, get, get)
}

/** Did the feed tell that this call was deleted? */
export function useIsDeleted(callId: string | undefined): boolean {
  const { live } = useFeed()
  const get = () => callId !== undefined && live.get().deleted.has(callId)
  return useSyncExternalStore(live.subscribe, get, get)
}
