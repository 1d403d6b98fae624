import type { CallFilter, ListedCall } from '#contracts/call-list.ts'
import type { Page } from '#contracts/page.ts'
import { byCreation, newsSince, type LiveCalls } from '#components/feed/apply-call.ts'
import { belongsTo, stillFits } from './fits-filter.ts'

/** A page of the list, with what the feed had told by the time it was asked for. */
export type LoadedPage = Page<ListedCall> & { told: LiveCalls }

/**
 * The list, newest first, with what the feed has said since its pages were
 * asked for: new calls that belong into it come in, calls that fit no longer go
 * out. While there are older pages, nothing older than what is loaded comes in.
 */
export function mergeCalls(
  pages: readonly LoadedPage[],
  live: LiveCalls,
  filter: CallFilter,
): ListedCall[] {
  const byId = new Map<string, ListedCall>()
  for (const { items, told } of pages) {
    for (const call of items) {
      const news = newsSince(told, live, call)
      if (news === null) byId.set(call.id, call)
      else if (stillFits(news, filter)) byId.set(call.id, { ...news, hits: call.hits })
      else byId.delete(call.id)
    }
  }
  const oldest = pages.at(-1)?.items.at(-1)
  const hasMore = pages.at(-1)?.nextCursor != null
  const known = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))
  for (const call of live.values()) {
    const isLoaded = !hasMore || oldest === undefined || call.createdAt >= oldest.createdAt
    if (!known.has(call.id) && isLoaded && belongsTo(call, filter)) {
      byId.set(call.id, { ...call, hits: [] })
    }
  }
  return [...byId.values()].toSorted((a, b) => byCreation(b, a))
}
