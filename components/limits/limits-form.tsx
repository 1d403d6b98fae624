'use client'

import type { SpendingLimits } from '#contracts/spending.ts'
import { UnsavedGuard } from '#components/agents/unsaved-guard.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { AmountField } from './amount-field.tsx'
import { limitLabels } from './changed-limits.ts'
import { CountriesField } from './countries-field.tsx'
import { useLimitsForm } from './use-limits-form.ts'

/** The limits as their owner changes them. */
export function LimitsForm({ limits }: { limits: SpendingLimits }) {
  const { form, changed, save, isSaving, discard } = useLimitsForm(limits)
  const { control } = form
  return (
    <Panel title="Limits" headingId="limits-form" flush>
      <form noValidate aria-label="Spending limits" onSubmit={(event) => void save(event)}>
        <div className="grid gap-6 p-4">
          <CountriesField control={control} />
          <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
            <AmountField
              control={control}
              name="callsAtOnce"
              label="Calls at once"
              unit="calls"
              hint="Placed and not ended. A new one waits for nothing: it is refused."
              min={0}
              max={1_000}
            />
            <AmountField
              control={control}
              name="callsPerDay"
              label="Calls a day"
              unit="calls"
              hint="Every call placed counts, answered or not."
              min={0}
              max={1_000_000}
            />
            <AmountField
              control={control}
              name="minutesPerDay"
              label="Minutes a day"
              unit="minutes"
              hint="A call that is up counts with the longest it may last, and gives back the rest."
              min={0}
              max={10_000_000}
            />
            <AmountField
              control={control}
              name="spendPerDayUsd"
              label="Spend a day"
              unit="US dollars"
              hint="Estimated by the price table, carrier and model together."
              min={0}
              max={1_000_000}
              step={0.01}
            />
            <AmountField
              control={control}
              name="longestCallMinutes"
              label="Longest call"
              unit="minutes"
              hint="Whatever its agent allows, the carrier ends it then. From 2 to 240."
              min={2}
              max={240}
            />
          </div>
        </div>
        <div className="sticky bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-lg border-t bg-card px-4 py-3 md:bottom-0">
          <Unsaved changed={changed} />
          <div className="ml-auto flex gap-2">
            <Button variant="ghost" disabled={changed.length === 0} onClick={discard}>
              Discard
            </Button>
            <Button
              type="submit"
              variant="primary"
              disabled={changed.length === 0}
              pending={isSaving}
            >
              Save
            </Button>
          </div>
        </div>
      </form>
      <UnsavedGuard active={changed.length > 0} what="the limits" />
    </Panel>
  )
}

function Unsaved({ changed }: { changed: readonly (keyof SpendingLimits)[] }) {
  return (
    <p role="status" className="flex items-baseline gap-2 text-xs text-muted-foreground">
      {changed.length > 0 ? (
        <>
          <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-lamp" />
          <span className="font-medium text-pretty text-lamp-text">
            Unsaved: {changed.map((name) => limitLabels[name]).join(', ')}
          </span>
        </>
      ) : (
        'Everything is saved'
      )}
    </p>
  )
}
