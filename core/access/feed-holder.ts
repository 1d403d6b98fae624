import type { Role } from '#contracts/scope.ts'

/** For whom a feed is open: the session that asked for it, whose it is, and their role. */
export type FeedHolder = { operatorId: string; sessionId: string; role: Role }

/**
 * Why an open feed must end, from how its session stands now (undefined: it has
 * ended); null: it may go on.
 */
export function whyFeedEnds(
  opened: FeedHolder,
  standing: FeedHolder | undefined,
): 'signedOut' | 'roleChanged' | null {
  if (standing?.operatorId !== opened.operatorId) return 'signedOut'
  return standing.role === opened.role ? null : 'roleChanged'
}
