import type { ReactNode } from 'react'
import type { AuditEntry } from '#contracts/audit.ts'
import { formatExactly } from '#components/format/time.ts'
import { actorKindWords } from './actor-label.tsx'

/** Everything that is known of an act, with its place in the chain. */
export function EntryDetail({ id, entry }: { id: string; entry: AuditEntry }) {
  const { actor, detail } = entry
  return (
    <div id={id} className="border-t border-border/60 bg-muted px-4 py-3">
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2 xl:grid-cols-3">
        <Fact name="Entry">{entry.seq.toLocaleString('en-GB')}</Fact>
        <Fact name="When">
          <span suppressHydrationWarning>{formatExactly(entry.at)}</span>
        </Fact>
        <Fact name="Who">
          {actor.name} <Quiet>({actorKindWords(actor.kind).toLowerCase()})</Quiet>
        </Fact>
        {actor.id !== null && <Fact name="Their id" mono={actor.id} />}
        <Fact name="Act" mono={entry.action} />
        {entry.subject !== null && <Fact name="On" mono={entry.subject} />}
        {entry.address !== null && <Fact name="From" mono={entry.address} />}
        {entry.requestId !== null && <Fact name="Request" mono={entry.requestId} />}
        {Object.entries(detail).map(([name, value]) => (
          <Fact key={name} name={detailNames[name] ?? name} mono={String(value)} />
        ))}
      </dl>
      <dl className="mt-3 grid gap-2 border-t border-border pt-3 text-sm">
        <Fact name="Hash" mono={entry.hash} />
        <Fact name="Hash of the entry before" mono={entry.previousHash} />
      </dl>
    </div>
  )
}

type FactProps = { name: string; mono?: string; children?: ReactNode }

/** `mono`: a value that is copied rather than read. */
function Fact({ name, mono, children }: FactProps) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">
        {mono === undefined ? (
          children
        ) : (
          <code className="font-mono text-xs break-all select-all">{mono}</code>
        )}
      </dd>
    </div>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-muted-foreground">{children}</span>
}

const detailNames: Record<string, string> = { status: 'HTTP status', problem: 'Problem' }
