import { hashKey, type QueryKey } from '@tanstack/react-query'

/** Changes told within this time have what they concern read once. */
export const GATHER_MS = 200

/**
 * Has each query that is named read again a moment later, once however often it was
 * named: five hundred calls that are deleted together are five hundred changes.
 */
export function gatherRefreshes(ports: {
  refresh(queryKey: QueryKey): void
  after(ms: number, fn: () => void): void
}): (queryKey: QueryKey) => void {
  const due = new Map<string, QueryKey>()
  function readDue() {
    const queryKeys = [...due.values()]
    due.clear()
    for (const queryKey of queryKeys) ports.refresh(queryKey)
  }
  return (queryKey) => {
    if (due.size === 0) ports.after(GATHER_MS, readDue)
    due.set(hashKey(queryKey), queryKey)
  }
}
