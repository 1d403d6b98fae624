import type { WebSocket } from 'ws'
import { feedCloseCodes } from '#contracts/feed.ts'
import { whyFeedEnds, type FeedHolder } from '#core/access/feed-holder.ts'

/** Ends feeds whose operators are not signed in any more, or have another role than they came with. */
export type FeedGuard = {
  /** Guards an open feed until its socket closes. */
  guard(socket: WebSocket, holder: FeedHolder): void
  stop(): void
}

/**
 * Looks every `everyMs` whether the sessions behind the open feeds still stand,
 * all of them by one question. While that cannot be answered feeds go on: who is
 * signed out is signed out in the same database.
 */
export function guardFeeds(deps: {
  everyMs: number
  /** Of these sessions those that have not ended. */
  standing: (sessionIds: readonly string[]) => Promise<readonly FeedHolder[]>
  onError: (error: unknown) => void
}): FeedGuard {
  const open = new Map<WebSocket, FeedHolder>()
  let isLooking = false

  async function look(): Promise<void> {
    // Asked before the answer: a feed that opens meanwhile is looked at next time.
    const asked = [...open]
    const ids = new Set(asked.map(([, { sessionId }]) => sessionId))
    const standing = await deps.standing([...ids])
    const bySession = new Map(standing.map((holder) => [holder.sessionId, holder]))
    for (const [socket, holder] of asked) {
      const why = whyFeedEnds(holder, bySession.get(holder.sessionId))
      if (why !== null) end(socket, why)
    }
  }

  const timer = setInterval(() => {
    if (isLooking || open.size === 0) return
    isLooking = true
    look()
      .catch(deps.onError)
      .finally(() => (isLooking = false))
  }, deps.everyMs)

  return {
    guard(socket, holder) {
      if (socket.readyState === socket.CLOSED) return
      open.set(socket, holder)
      socket.once('close', () => open.delete(socket))
    },
    stop: () => clearInterval(timer),
  }
}

/** Who does not read is cut off a second later. */
function end(socket: WebSocket, why: keyof typeof feedCloseCodes): void {
  socket.close(feedCloseCodes[why], why)
  const farewell = setTimeout(() => socket.terminate(), farewellMs)
  socket.once('close', () => clearTimeout(farewell))
}

const farewellMs = 1_000
