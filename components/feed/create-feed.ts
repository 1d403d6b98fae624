import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { FeedChange, FeedMessage } from '#contracts/feed.ts'
import { feedTicketSchema } from '#contracts/rest/system.ts'
import { unreachable } from '#core/unreachable.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { signInAgain } from '#components/api/sign-in-again.ts'
import { createCatchUp } from './catch-up.ts'
import { connectFeed, type FeedLink } from './connect-feed.ts'
import type { Feed } from './feed-context.ts'
import type { FeedLinkState } from './feed-status.ts'
import { forgetOldSessions } from './forget-old-sessions.ts'
import { gatherRefreshes } from './gather-refreshes.ts'
import { createLiveStore } from './live-store.ts'
import { openBrowserSocket } from './open-browser-socket.ts'

/** Ended calls whose words stay in memory: enough for a shift's look back. */
const SESSIONS_MAX = 40

/** The feed of one console: its store, and `start`, which connects it until the returned link is closed. */
export function createFeed(queryClient: QueryClient): Feed & { start(this: void): FeedLink } {
  const live = createLiveStore()
  const catchUp = createCatchUp(live)
  const refresh = gatherRefreshes({
    refresh: (queryKey) => void queryClient.invalidateQueries({ queryKey }),
    after: (ms, fn) => void setTimeout(fn, ms),
  })
  const listeners = new Set<(change: FeedChange) => void>()
  const linkListeners = new Set<() => void>()
  let link: FeedLinkState = { isUp: false, lastHeardAtMs: Date.now(), hasConnected: false }

  function setLink(next: FeedLinkState) {
    const isNews = next.isUp !== link.isUp
    link = next
    if (isNews) for (const onChange of linkListeners) onChange()
  }

  function receive(message: FeedMessage) {
    setLink({ ...link, lastHeardAtMs: Date.now() })
    catchUp.apply(message)
    if (message.type !== 'change') return
    for (const queryKey of outdatedBy(message.change)) refresh(queryKey)
    for (const listener of listeners) listener(message.change)
    if (message.change.kind === 'call') forget()
  }

  function forget() {
    const { state, forgotten } = forgetOldSessions(live.get(), SESSIONS_MAX)
    live.update(() => state)
    for (const callId of forgotten) {
      void queryClient.invalidateQueries({ queryKey: queryKeys.transcript(callId) })
      void queryClient.invalidateQueries({ queryKey: queryKeys.events(callId) })
      void queryClient.invalidateQueries({ queryKey: queryKeys.turns(callId) })
    }
  }

  return {
    live,
    link: { get: () => link, subscribe: subscribeTo(linkListeners) },
    listen: subscribeTo(listeners),
    start: () =>
      connectFeed({
        getTicket,
        openSocket: openBrowserSocket,
        after(ms, fn) {
          const timer = setTimeout(fn, ms)
          return () => clearTimeout(timer)
        },
        chance: Math.random,
        onMessage: receive,
        onMissed: () => void catchUp.restart(() => refetchAll(queryClient)),
        onLink: (isUp) =>
          setLink(
            isUp ? { isUp, lastHeardAtMs: Date.now(), hasConnected: true } : { ...link, isUp },
          ),
        onSignedOut: signInAgain,
        onRoleChanged: () => void queryClient.invalidateQueries({ queryKey: queryKeys.me }),
      }),
  }
}

function getTicket(signal: AbortSignal) {
  return fetchJson(feedTicketSchema, '/api/feed/ticket', { method: 'POST', signal }).catch(
    (error: unknown) => {
      if (error instanceof ProblemError && error.problem.status === 401) return 'signedOut' as const
      throw error
    },
  )
}

/** What a change makes REST's answers old by; recordings and agents change seldom, so they are read again. */
function outdatedBy(change: FeedChange): QueryKey[] {
  switch (change.kind) {
    case 'recording':
      return [queryKeys.recordings]
    case 'recordingDeleted':
      return [queryKeys.recordings, queryKeys.storage]
    case 'callDeleted':
      return [queryKeys.callLists, queryKeys.tags, queryKeys.recordings, queryKeys.storage]
    case 'call': {
      const { id, transcriptDeletedAt } = change.call
      return transcriptDeletedAt === null ? [] : [queryKeys.transcript(id), queryKeys.events(id)]
    }
    case 'agentsChanged':
      return [queryKeys.agents]
    case 'parties':
    case 'line':
    case 'event':
    case 'turn':
      return []
    default:
      return unreachable(change)
  }
}

function refetchAll(queryClient: QueryClient) {
  return Promise.all(
    [queryKeys.calls, queryKeys.recordings, queryKeys.agents].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  )
}

function subscribeTo<Fn>(listeners: Set<Fn>) {
  return (fn: Fn) => {
    listeners.add(fn)
    return () => {
      listeners.delete(fn)
    }
  }
}
