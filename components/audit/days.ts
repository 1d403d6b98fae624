import type { AuditEntry } from '#contracts/audit.ts'

/** The entries of one calendar day where the operator is. */
export type Day = { day: string; entries: AuditEntry[] }

/** Entries day by day, in the order given. `timeZone` left out: this machine's. */
export function byDay(entries: readonly AuditEntry[], timeZone?: string): Day[] {
  const dayOf = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  })
  const days: Day[] = []
  for (const entry of entries) {
    const day = dayOf.format(new Date(entry.at))
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** Entries in which somebody did the same to the same several times on end, each run by itself. */
export function runsOf(entries: readonly AuditEntry[]): [AuditEntry, ...AuditEntry[]][] {
  const runs: [AuditEntry, ...AuditEntry[]][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run !== undefined && isSameAct(run[0], entry)) run.push(entry)
    else runs.push([entry])
  }
  return runs
}

function isSameAct(a: AuditEntry, b: AuditEntry): boolean {
  return actText(a) === actText(b)
}

function actText({ actor, action, subject, address, result, detail }: AuditEntry): string {
  return JSON.stringify([actor, action, subject, address, result, detail])
}

/** A day as a heading: `Today`, or `Saturday 21 November 2026`. */
export function dayHeading(day: string, nowMs: number): string {
  const at = new Date(`${day}T12:00:00`)
  const daysAgo = Math.round((startOfDay(nowMs) - startOfDay(at.getTime())) / DAY_MS)
  if (daysAgo === 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  return at.toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}

const DAY_MS = 24 * 60 * 60_000

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0)
}
