import type { ReactNode } from 'react'
import type { Call } from '#contracts/call.ts'
import { callFacts, callIds } from './call-facts.ts'
import { FactList } from './fact-list.tsx'
import { KeptUntil } from './kept-until.tsx'
import { StatusHistory } from './status-history.tsx'
import { UsageSummary } from './usage-summary.tsx'

/** Times, statuses, usage and ids of a call. */
export function CallDetails({ call }: { call: Call }) {
  const ids = callIds(call).map(({ name, value }) => ({
    name,
    value: <code className="font-mono text-xs break-all select-all">{value}</code>,
  }))
  return (
    <div className="grid gap-6">
      <Part title="Times and numbers">
        <FactList facts={callFacts(call)} />
      </Part>
      <Part title="Kept until">
        <KeptUntil call={call} />
      </Part>
      <Part title="Status history">
        <StatusHistory call={call} />
      </Part>
      <Part title="Usage">
        <UsageSummary callId={call.id} />
      </Part>
      <Part title="Ids">
        <FactList facts={ids} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-sm font-medium">{title}</h3>
      {children}
    </section>
  )
}
