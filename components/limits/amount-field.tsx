'use client'

import { useController, type Control, type FieldPathByValue } from 'react-hook-form'
import type { SpendingLimits } from '#contracts/spending.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type AmountFieldProps = {
  control: Control<SpendingLimits>
  name: FieldPathByValue<SpendingLimits, number>
  label: string
  hint: string
  unit: string
  min: number
  max: number
  step?: number
}

/** A limit that is a number. Emptied, it is NaN, which the form refuses with "Enter a number.". */
export function AmountField({ control, name, label, hint, unit, ...range }: AmountFieldProps) {
  const { field, fieldState } = useController({ control, name })
  return (
    <Field label={label} hint={hint} aside={unit} error={fieldState.error?.message}>
      <Input
        type="number"
        inputMode="decimal"
        {...range}
        // Clear of the bar with the buttons, when an error brings the focus here.
        className="scroll-mb-60"
        name={field.name}
        ref={field.ref}
        onBlur={field.onBlur}
        value={Number.isNaN(field.value) ? '' : field.value}
        onChange={(event) => field.onChange(event.target.valueAsNumber)}
      />
    </Field>
  )
}
