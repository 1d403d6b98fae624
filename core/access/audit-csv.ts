import type { AuditEntry } from '#contracts/audit.ts'
import { csvLine } from '../csv-cell.ts'

const columns: readonly [name: string, cellOf: (entry: AuditEntry) => string | number | null][] = [
  ['seq', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['actorKind', ({ actor }) => actor.kind],
  ['actorId', ({ actor }) => actor.id],
  ['actorName', ({ actor }) => actor.name],
  ['action', ({ action }) => action],
  ['subject', ({ subject }) => subject],
  ['address', ({ address }) => address],
  ['result', ({ result }) => result],
  ['detail', ({ detail }) => JSON.stringify(detail)],
  ['requestId', ({ requestId }) => requestId],
  ['previousHash', ({ previousHash }) => previousHash],
  ['hash', ({ hash }) => hash],
]

/** The first line of the audit log as CSV (RFC 4180), with its line end. */
export const auditCsvHead = csvLine(columns.map(([name]) => name))

/** An entry as a line of CSV, with its line end. */
export function auditCsvLine(entry: AuditEntry): string {
  return csvLine(columns.map(([, cellOf]) => cellOf(entry)))
}
