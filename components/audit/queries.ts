import { infiniteQueryOptions } from '@tanstack/react-query'
import { auditEntrySchema, type AuditFilter } from '#contracts/audit.ts'
import { pageOf } from '#contracts/page.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { searchOf } from './audit-view.ts'

/** The audit log, newest first, page by page. */
export const auditListQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: queryKeys.auditList(filter),
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: '100', ...(pageParam !== null && { cursor: pageParam }) }
      const url = `/api/audit?${searchOf(filter, page)}`
      return fetchJson(pageOf(auditEntrySchema), url, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
