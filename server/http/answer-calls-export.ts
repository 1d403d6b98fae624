import type { exportCallsEndpoint } from '#contracts/rest/export-endpoints.ts'
import { exportCalls } from '../exports/export-calls.ts'
import { fileResponse } from './file-response.ts'
import type { RouteInput } from './route.ts'
import { streamedText } from './streamed-text.ts'

/** Streams the calls that a list shows as a table, page by page as fast as it is read. */
export async function answerCallsExport({
  ctx,
  query: { format, ...filter },
}: RouteInput<typeof exportCallsEndpoint>): Promise<{ response: Response }> {
  const texts = await exportCalls(ctx.stores.calls, filter, format)
  const name = `calls-${new Date(ctx.clock.now()).toISOString().slice(0, 10)}.${format}`
  return { response: fileResponse(streamedText(texts), { name, contentType: types[format] }) }
}

const types = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json' }
