import type { exportAuditEndpoint } from '#contracts/rest/audit-endpoints.ts'
import { exportAudit } from '../audit/export-audit.ts'
import { fileResponse } from './file-response.ts'
import type { RouteInput } from './route.ts'
import { streamedText } from './streamed-text.ts'

/** Streams the audit log as a file, page by page as fast as it is read. */
export async function answerAuditExport(
  input: RouteInput<typeof exportAuditEndpoint>,
): Promise<{ response: Response }> {
  const { ctx, query } = input
  const { format, ...filter } = query
  const day = new Date(ctx.clock.now()).toISOString().slice(0, 10)
  const texts = streamedText(exportAudit(ctx.stores.audit, filter, format))
  const file = { name: `audit-${day}.${format}`, contentType: contentTypes[format] }
  return { response: fileResponse(texts, file) }
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson',
}
