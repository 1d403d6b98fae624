import type { SpendingLimits } from '#contracts/spending.ts'
import { FactList } from '#components/calls/fact-list.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { limitLabels } from './changed-limits.ts'
import { nameOfCountry } from './countries.ts'
import { dollars } from './meters.ts'

/** The limits for those who may not change them. */
export function LimitsFacts({ limits }: { limits: SpendingLimits }) {
  const { countries } = limits
  const facts = [
    {
      name: limitLabels.countries,
      value: countries.length === 0 ? 'None' : countries.map(nameOfCountry).toSorted().join(', '),
    },
    { name: limitLabels.callsAtOnce, value: figure(limits.callsAtOnce, 'calls') },
    { name: limitLabels.callsPerDay, value: figure(limits.callsPerDay, 'calls') },
    { name: limitLabels.minutesPerDay, value: figure(limits.minutesPerDay, 'minutes') },
    { name: limitLabels.spendPerDayUsd, value: dollars(limits.spendPerDayUsd) },
    { name: limitLabels.longestCallMinutes, value: figure(limits.longestCallMinutes, 'minutes') },
  ]
  return (
    <Panel title="Limits" headingId="limits-facts" aside="An owner changes them.">
      <div className="max-w-2xl">
        <FactList facts={facts} />
      </div>
    </Panel>
  )
}

function figure(value: number, unit: string): string {
  return `${value.toLocaleString('en-GB')} ${unit}`
}
