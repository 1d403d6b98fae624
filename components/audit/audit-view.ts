import { auditResultSchema, type AuditFilter, type AuditResult } from '#contracts/audit.ts'

/** What the audit page shows, as it stands in the address. Empty: not narrowed by it. */
export type AuditView = {
  actor: string
  action: string
  subject: string
  result: AuditResult | ''
  /** Calendar days where the operator is, `2026-11-21`; both are included. */
  from: string
  to: string
}

/** The page without a filter. */
export const wholeView: AuditView = {
  actor: '',
  action: '',
  subject: '',
  result: '',
  from: '',
  to: '',
}

/** Reads the address. What makes no sense there is left out. */
export function readView(params: URLSearchParams): AuditView {
  const text = (name: string, charactersMax: number) =>
    (params.get(name) ?? '').trim().slice(0, charactersMax)
  const day = (name: string) => (isDay(text(name, 10)) ? text(name, 10) : '')
  return {
    actor: text('actor', 200),
    action: text('action', 100),
    subject: text('subject', 200),
    result: auditResultSchema.safeParse(params.get('result')).data ?? '',
    from: day('from'),
    to: day('to'),
  }
}

/** The address' query for a view, with its `?`; empty for the whole. */
export function writeView(view: AuditView): string {
  const set = Object.entries(view).filter(([, value]) => value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`
}

/** What to ask the server for: days become moments, by the clock of this machine. */
export function filterOf({ from, to, result, ...texts }: AuditView): AuditFilter {
  const set = Object.entries(texts).filter(([, value]) => value !== '')
  return {
    ...Object.fromEntries(set),
    ...(result !== '' && { result }),
    ...(from !== '' && { from: startOfDay(from, 0) }),
    ...(to !== '' && { to: startOfDay(to, 1) }),
  }
}

/** How many things the view is narrowed by. */
export function countFilters(view: AuditView): number {
  return Object.values(view).filter((value) => value !== '').length
}

/** The address of a file with the entries of a filter. */
export function exportHref(filter: AuditFilter, format: 'csv' | 'jsonl'): string {
  return `/api/audit/export?${searchOf(filter, { format })}`
}

/** A filter and what else is asked for, as the server's addresses take it. */
export function searchOf(filter: AuditFilter, more: Record<string, string>): string {
  const search = new URLSearchParams(more)
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) search.set(name, value)
  }
  return search.toString()
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Local midnight at which a day begins, or `later` days after it. */
function startOfDay(day: string, later: number): string {
  const at = new Date(`${day}T00:00:00`)
  at.setDate(at.getDate() + later)
  return at.toISOString()
}
