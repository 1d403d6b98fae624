import type { CallFilter, ListedCall } from '#contracts/call-list.ts'
import type { Page } from '#contracts/page.ts'
import { callCsvHead, callCsvLine } from '#core/call/call-csv.ts'
import type { CallStore } from '../storage/call-stores.ts'

export type TableFormat = 'csv' | 'json'

/**
 * The calls that a list shows, newest first, as text; the newest 100,000. The
 * first page is read before anything is answered, so that a search that cannot be
 * done is refused; every other when the one before was taken.
 */
export async function exportCalls(
  calls: Pick<CallStore, 'list'>,
  filter: CallFilter,
  format: TableFormat,
): Promise<AsyncGenerator<string, void, void>> {
  const first = await calls.list({ ...filter, limit: PAGE })
  return format === 'csv' ? csvOf(calls, filter, first) : jsonOf(calls, filter, first)
}

async function* csvOf(...pages: Parameters<typeof rows>): AsyncGenerator<string, void, void> {
  yield callCsvHead
  for await (const items of rows(...pages)) yield items.map(callCsvLine).join('')
}

/** One object, as the API answers a list, a call a line. */
async function* jsonOf(...pages: Parameters<typeof rows>): AsyncGenerator<string, void, void> {
  let before = '{"items":[\n'
  for await (const items of rows(...pages)) {
    if (items.length === 0) continue
    yield before + items.map((call) => JSON.stringify(call)).join(',\n')
    before = ',\n'
  }
  yield before === ',\n' ? '\n]}\n' : `${before}]}\n`
}

async function* rows(
  calls: Pick<CallStore, 'list'>,
  filter: CallFilter,
  first: Page<ListedCall>,
): AsyncGenerator<ListedCall[], void, void> {
  let left = ROWS_MAX
  let page = first
  for (;;) {
    yield page.items.slice(0, left)
    left -= page.items.length
    if (page.nextCursor === null || left <= 0) return
    page = await calls.list({ ...filter, cursor: page.nextCursor, limit: PAGE })
  }
}

const PAGE = 200
const ROWS_MAX = 100_000
