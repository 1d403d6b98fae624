'use client'

import { useMemo } from 'react'
import type { AuditEntry } from '#contracts/audit.ts'
import { useNow } from '#components/format/use-now.ts'
import { cn } from '#components/ui/cn.ts'
import type { AuditAction } from './audit-actions.ts'
import { AuditRow, auditColumns } from './audit-row.tsx'
import { byDay, dayHeading, runsOf } from './days.ts'
import { useSubjectNames } from './use-subject-names.ts'

type AuditListProps = { entries: readonly AuditEntry[]; actions: readonly AuditAction[] }

/** The acts, newest first, day by day. */
export function AuditList({ entries, actions }: AuditListProps) {
  const names = useSubjectNames()
  const nowMs = useNow(60_000)
  const days = useMemo(
    () => byDay(entries).map(({ day, entries: ofDay }) => ({ day, runs: runsOf(ofDay) })),
    [entries],
  )
  const actionOf = useMemo(() => new Map(actions.map((action) => [action.id, action])), [actions])
  return (
    <div className="mx-4 rounded-lg border bg-card md:mx-6">
      <div
        aria-hidden
        className={cn('hidden h-9 items-center border-b px-4 lg:grid', auditColumns)}
      >
        {['Time', 'Who', 'Did what', 'From', 'Result'].map((head) => (
          <span key={head} className="label-quiet">
            {head}
          </span>
        ))}
      </div>
      {days.map(({ day, runs }) => (
        <section key={day} className="border-b last:border-b-0">
          <h2
            id={`day-${day}`}
            className="border-b border-border/60 bg-muted px-4 py-1.5 text-xs font-medium text-muted-foreground"
            suppressHydrationWarning
          >
            {dayHeading(day, nowMs)}
          </h2>
          <ul aria-labelledby={`day-${day}`}>
            {runs.map((run) => (
              <AuditRow
                key={run.at(-1)?.seq}
                run={run}
                action={actionOf.get(run[0].action)}
                names={names}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
