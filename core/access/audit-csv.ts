import type { AuditEntry } from '#contracts/audit.ts'

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
export const auditCsvHead = `${columns.map(([name]) => name).join(',')}\r\n`

/** An entry as a line of CSV, with its line end. */
export function auditCsvLine(entry: AuditEntry): string {
  return `${columns.map(([, cellOf]) => csvCell(cellOf(entry))).join(',')}\r\n`
}

/**
 * One cell. A spreadsheet would run text that begins like a formula, so an
 * apostrophe is put before it (OWASP, "CSV Injection").
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
