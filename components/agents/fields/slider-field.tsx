'use client'

import { useController, type FieldPathByValue } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Slider } from '#components/ui/slider.tsx'
import type { AgentForm } from '../agent-form.ts'
import { useAgentForm } from './use-agent-form.ts'

type SliderFieldProps = {
  name: FieldPathByValue<AgentForm, number>
  label: string
  hint?: string
  min: number
  max: number
  step: number
  /** The value as it stands at the end of the label's line, and as screen readers say it. */
  show(value: number): string
}

/** A number on a scale. */
export function SliderField({ name, label, hint, min, max, step, show }: SliderFieldProps) {
  const { control } = useAgentForm()
  const { field, fieldState } = useController({ control, name })
  return (
    <Field label={label} hint={hint} aside={show(field.value)} error={fieldState.error?.message}>
      <Slider
        min={min}
        max={max}
        step={step}
        value={[field.value]}
        valueText={show(field.value)}
        onValueChange={([value]) => field.onChange(value)}
        onBlur={field.onBlur}
      />
    </Field>
  )
}
