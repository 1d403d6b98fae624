import type { Spending } from '#contracts/spending.ts'
import { Panel } from '#components/ui/panel.tsx'
import { DayTurn } from './day-turn.tsx'
import { LimitMeter } from './limit-meter.tsx'
import { metersOf } from './meters.ts'

/** What stands against the limits today. */
export function LimitMeters({ spending }: { spending: Spending }) {
  return (
    <Panel
      title="Used"
      headingId="limits-used"
      flush
      aside={<DayTurn since={spending.use.since} />}
    >
      <ul className="grid divide-border/60 max-sm:divide-y sm:grid-cols-2 xl:grid-cols-4 xl:divide-x">
        {metersOf(spending).map((meter) => (
          <LimitMeter key={meter.id} meter={meter} />
        ))}
      </ul>
    </Panel>
  )
}
