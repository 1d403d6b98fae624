import type { RestRequest } from './rest-request.ts'

const PAGE_SIZE = 50
const PAGE_SIZE_MAX = 1_000

/** A page of a list as the 2010 API frames it: the items under their own name, and its paging. */
export function pageOf(
  name: string,
  items: readonly unknown[],
  request: Pick<RestRequest, 'path' | 'query'>,
): Record<string, unknown> {
  const pageSize = Math.min(
    whole(request.query.get('PageSize'), PAGE_SIZE) || PAGE_SIZE,
    PAGE_SIZE_MAX,
  )
  const page = whole(request.query.get('Page'), 0)
  const start = page * pageSize
  const shown = items.slice(start, start + pageSize)
  const uriOf = (number: number) => `${request.path}?${pageQuery(request.query, number, pageSize)}`
  return {
    [name]: shown,
    page,
    page_size: pageSize,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    next_page_uri: start + pageSize < items.length ? uriOf(page + 1) : null,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
  }
}

function pageQuery(query: URLSearchParams, page: number, pageSize: number): string {
  const next = new URLSearchParams(query)
  next.set('PageSize', String(pageSize))
  next.set('Page', String(page))
  return next.toString()
}

function whole(value: string | null, fallback: number): number {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : fallback
}
