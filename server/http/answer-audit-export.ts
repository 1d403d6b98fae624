import type { exportAuditEndpoint } from '#contracts/rest/audit-endpoints.ts'
import { exportAudit } from '../audit/export-audit.ts'
import type { RouteInput } from './route.ts'

/** Streams the audit log as a file, page by page as fast as it is read. */
export async function answerAuditExport(
  input: RouteInput<typeof exportAuditEndpoint>,
): Promise<{ response: Response }> {
  const { ctx, query } = input
  const { format, ...filter } = query
  const day = new Date(ctx.clock.now()).toISOString().slice(0, 10)
  const headers = {
    'content-type': contentTypes[format],
    'content-disposition': `attachment; filename="audit-${day}.${format}"`,
    'cache-control': 'no-store',
  }
  const texts = exportAudit(ctx.stores.audit, filter, format)
  return { response: new Response(streamed(texts), { headers }) }
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson',
}

function streamed(texts: AsyncGenerator<string, void, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
