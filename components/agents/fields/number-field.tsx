'use client'

import { useController, type FieldPathByValue } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { AgentForm } from '../agent-form.ts'
import { useAgentForm } from './use-agent-form.ts'

type NumberFieldProps = {
  name: FieldPathByValue<AgentForm, number>
  label: string
  hint?: string
  /** `ms`, `tokens`: shown at the right end of the label's line. */
  unit?: string
  min: number
  max: number
  step: number
}

/** A number typed in. Emptied, it is NaN, which the form refuses with "Enter a number.". */
export function NumberField({ name, label, hint, unit, min, max, step }: NumberFieldProps) {
  const { control } = useAgentForm()
  const { field, fieldState } = useController({ control, name })
  return (
    <Field label={label} hint={hint} aside={unit} error={fieldState.error?.message}>
      <Input
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        name={field.name}
        ref={field.ref}
        onBlur={field.onBlur}
        value={Number.isNaN(field.value) ? '' : field.value}
        onChange={(event) => field.onChange(event.target.valueAsNumber)}
      />
    </Field>
  )
}
