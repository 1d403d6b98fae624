import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { memo, useId, useState } from 'react'
import type { AuditEntry } from '#contracts/audit.ts'
import { formatExactly, formatTimeOfDay } from '#components/format/time.ts'
import { cn } from '#components/ui/cn.ts'
import { actWords } from './act-words.ts'
import { ActorLabel } from './actor-label.tsx'
import type { AuditAction } from './audit-actions.ts'
import { EntryDetail } from './entry-detail.tsx'
import { ResultLabel } from './result-label.tsx'
import { subjectOf } from './subject.ts'

/** The columns of the list, for the rows and their head. */
export const auditColumns =
  'lg:grid-cols-[4.5rem_minmax(9rem,1fr)_minmax(16rem,2.2fr)_minmax(7rem,9rem)_5.5rem_1rem] lg:gap-x-4'

type AuditRowProps = {
  /** One act, or the same several times on end, newest first. */
  run: readonly [AuditEntry, ...AuditEntry[]]
  action: AuditAction | undefined
  names: ReadonlyMap<string, string>
}

/** An act as a sentence; opened, everything that is known of it, each time that it was done. */
export const AuditRow = memo(function AuditRow({ run, action, names }: AuditRowProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const [entry] = run
  const { at, actor, address, result, subject } = entry
  return (
    <li className="border-b border-border/60 last:border-b-0">
      <div
        className={cn(
          'relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2 hover:bg-accent/60 lg:min-h-10 lg:py-1',
          auditColumns,
        )}
      >
        <time
          dateTime={at}
          title={formatExactly(at)}
          className="text-sm text-muted-foreground max-lg:order-4 max-lg:text-right"
          suppressHydrationWarning
        >
          {formatTimeOfDay(at)}
        </time>
        <ActorLabel actor={actor} className="text-base font-medium max-lg:order-1" />
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-base max-lg:order-3">
          {/* The words open the row wherever it is clicked; a link in it stays a link. */}
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
            className="text-left after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
          >
            {actWords(entry.action, result, action?.summary)}
          </button>
          {subject !== null && (
            <SubjectLabel subject={subjectOf(subject, action?.subject ?? null, names)} />
          )}
          {run.length > 1 && (
            <span className="text-sm whitespace-nowrap text-muted-foreground">
              {run.length} times
            </span>
          )}
        </p>
        <span
          className="truncate text-sm text-muted-foreground max-lg:hidden"
          title={address ?? ''}
        >
          {address}
        </span>
        <span className="-ml-1.5 max-lg:order-2 max-lg:-mr-1.5 max-lg:ml-0">
          <ResultLabel result={result} />
        </span>
        <ChevronRight
          aria-hidden
          className={cn(
            'size-4 text-muted-foreground transition-transform max-lg:hidden',
            isOpen && 'rotate-90',
          )}
        />
      </div>
      {isOpen && run.length === 1 && <EntryDetail id={id} entry={entry} />}
      {isOpen && run.length > 1 && (
        <ul id={id} className="border-t border-border/60 bg-muted/50">
          {run.map((each) => (
            <AuditRow key={each.seq} run={[each]} action={action} names={names} />
          ))}
        </ul>
      )}
    </li>
  )
})

function SubjectLabel({ subject }: { subject: ReturnType<typeof subjectOf> }) {
  const { href, words, id } = subject
  if (href === null)
    return (
      <span className="truncate text-sm text-muted-foreground" title={id}>
        {words}
      </span>
    )
  return (
    <Link
      href={href}
      title={id}
      className="relative z-10 max-w-full truncate text-sm text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
    >
      {words}
    </Link>
  )
}
