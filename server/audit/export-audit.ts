import type { AuditEntry, AuditFilter } from '#contracts/audit.ts'
import { auditCsvHead, auditCsvLine } from '#core/access/audit-csv.ts'
import type { AuditStore } from '../storage/stores.ts'

export type AuditFormat = 'csv' | 'jsonl'

/**
 * The entries that fit the filter and were there when it began, oldest first, as
 * text. Reads a page when the reader has taken the one before; never more.
 */
export async function* exportAudit(
  audit: Pick<AuditStore, 'list' | 'read'>,
  filter: AuditFilter,
  format: AuditFormat,
): AsyncGenerator<string, void, void> {
  const newest = (await audit.list({ limit: 1 })).items[0]?.seq ?? 0
  const render = format === 'csv' ? auditCsvLine : jsonLine
  if (format === 'csv') yield auditCsvHead
  let afterSeq = 0
  for (;;) {
    const page = await audit.read(afterSeq, filter, PAGE)
    const wanted = page.filter(({ seq }) => seq <= newest)
    if (wanted.length > 0) yield wanted.map(render).join('')
    afterSeq = wanted.at(-1)?.seq ?? afterSeq
    if (wanted.length < PAGE) return
  }
}

const PAGE = 500

function jsonLine(entry: AuditEntry): string {
  return `${JSON.stringify(entry)}\n`
}
