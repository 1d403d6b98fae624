'use client'

import { Input } from '#components/ui/input.tsx'
import { Segment, Segmented } from '#components/ui/segmented.tsx'

type DaysFieldProps = {
  label: string
  hint?: string
  /** Null: for ever. NaN: emptied. */
  days: number | null
  onChange(days: number | null): void
}

/** For how long something is kept: for ever, or a number of days. */
export function DaysField({ label, hint, days, onChange }: DaysFieldProps) {
  return (
    <div role="group" aria-label={label} className="grid content-start gap-1.5">
      <p aria-hidden className="text-sm font-medium">
        {label}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          aria-label={`${label}: how long`}
          value={days === null ? 'ever' : 'days'}
          onValueChange={(value) => onChange(value === 'ever' ? null : USUAL_DAYS)}
          className="h-9 pointer-coarse:h-11"
        >
          <Segment value="ever">For ever</Segment>
          <Segment value="days">For days</Segment>
        </Segmented>
        {days !== null && (
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={DAYS_MAX}
            aria-label={`${label}: days`}
            aria-invalid={isNoTime(days) ? true : undefined}
            className="w-24 scroll-mb-60"
            value={Number.isNaN(days) ? '' : days}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
        )}
      </div>
      {isNoTime(days) ? (
        <p role="alert" className="text-xs font-medium text-danger">
          Enter whole days from 1 to 36,500.
        </p>
      ) : (
        hint && <p className="text-xs text-pretty text-muted-foreground">{hint}</p>
      )}
    </div>
  )
}

/** What no time of keeping can be. */
export function isNoTime(days: number | null): boolean {
  return days !== null && !(Number.isInteger(days) && days >= 1 && days <= DAYS_MAX)
}

const USUAL_DAYS = 90
const DAYS_MAX = 36_500
