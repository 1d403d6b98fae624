import type { QueryClient } from '@tanstack/react-query'
import type { FeedChange, FeedMessage } from '#contracts/feed.ts'
import { feedTicketSchema } from '#contracts/rest/system.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { signInAgain } from '#components/api/sign-in-again.ts'
import { createCatchUp } from './catch-up.ts'
import { connectFeed, type FeedLink } from './connect-feed.ts'
import type { Feed } from './feed-context.ts'
import type { FeedLinkState } from './feed-status.ts'
import { forgetOldSessions } from './forget-old-sessions.ts'
import { createLiveStore } from './live-store.ts'
import { openBrowserSocket } from './open-browser-socket.ts'

/** Ended calls whose words stay in memory: enough for a shift's look back. */
const SESSIONS_MAX = 40

/** The feed of one console: its store, and `start`, which connects it until the returned link is closed. */
export function createFeed(queryClient: QueryClient): Feed & { start(this: void): FeedLink } {
  const live = createLiveStore()
  const catchUp = createCatchUp(live)
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
    refreshBy(message.change, queryClient)
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

/** Recordings and agents change seldom, and REST already knows when the feed tells: they are read again. */
function refreshBy(change: FeedChange, queryClient: QueryClient) {
  if (change.kind === 'recording' || change.kind === 'recordingDeleted') {
    void queryClient.invalidateQueries({ queryKey: queryKeys.recordings })
  }
  if (change.kind === 'callDeleted' || change.kind === 'recordingDeleted') {
    void queryClient.invalidateQueries({ queryKey: queryKeys.storage })
  }
  if (change.kind === 'callDeleted') {
    void queryClient.invalidateQueries({ queryKey: queryKeys.calls })
    void queryClient.invalidateQueries({ queryKey: queryKeys.recordings })
  }
  if (change.kind === 'call' && change.call.transcriptDeletedAt !== null) {
    void queryClient.invalidateQueries({ queryKey: queryKeys.transcript(change.call.id) })
    void queryClient.invalidateQueries({ queryKey: queryKeys.events(change.call.id) })
  }
  if (change.kind === 'agentsChanged') {
    void queryClient.invalidateQueries({ queryKey: queryKeys.agents })
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
