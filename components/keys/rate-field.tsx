'use client'

import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type RateFieldProps = {
  /** NaN: left empty. */
  value: number
  error?: string | undefined
  onChange(value: number): void
  onBlur?(): void
}

/** How often a key may ask; left empty, as often as the house lets every key. */
export function RateField({ value, error, onChange, onBlur }: RateFieldProps) {
  return (
    <Field
      label="Rate"
      aside="requests a minute"
      hint="Leave it empty for the usual rate. Dialling has a stricter one of its own."
      error={error}
    >
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={100_000}
        placeholder="As usual"
        value={Number.isNaN(value) ? '' : value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        onBlur={onBlur}
      />
    </Field>
  )
}
