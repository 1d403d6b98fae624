import { SILENCE_MS_MAX } from './connect-feed.ts'

/** What the operator must know about the connection: whether what is on the screen is true now. */
export type FeedStatus = {
  state: 'live' | 'reconnecting' | 'stale'
  /** ms since the relay was last heard; since the page came up, when it never was. */
  ageMs: number
  hasConnected: boolean
}

/** What is remembered of the connection. */
export type FeedLinkState = { isUp: boolean; lastHeardAtMs: number; hasConnected: boolean }

/** Data older than this is called stale, and not only late. */
const STALE_AFTER_MS = 30_000

/** Judges the connection at `nowMs`. */
export function feedStatusAt(link: FeedLinkState, nowMs: number): FeedStatus {
  const ageMs = Math.max(0, nowMs - link.lastHeardAtMs)
  const { hasConnected } = link
  if (link.isUp && ageMs <= SILENCE_MS_MAX) return { state: 'live', ageMs, hasConnected }
  return { state: ageMs > STALE_AFTER_MS ? 'stale' : 'reconnecting', ageMs, hasConnected }
}
