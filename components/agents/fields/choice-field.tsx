'use client'

import type { ReactNode } from 'react'
import { useController, type FieldPathByValue } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import type { AgentForm } from '../agent-form.ts'
import { useAgentForm } from './use-agent-form.ts'

export type Choice = { value: string; label: string; hint?: ReactNode }

type ChoiceFieldProps = {
  name: FieldPathByValue<AgentForm, string>
  label: string
  hint?: ReactNode
  disabledReason?: string | undefined
  choices: readonly Choice[]
}

/** A setting with a handful of choices. Radix refuses an empty value, so empty text travels as a word. */
export function ChoiceField({ name, label, hint, disabledReason, choices }: ChoiceFieldProps) {
  const { control } = useAgentForm()
  const { field, fieldState } = useController({ control, name })
  return (
    <Field
      label={label}
      hint={hint}
      disabledReason={disabledReason}
      error={fieldState.error?.message}
    >
      <Select
        value={field.value === '' ? NOTHING : field.value}
        onValueChange={(value) => field.onChange(value === NOTHING ? '' : value)}
        disabled={disabledReason !== undefined}
      >
        <SelectTrigger ref={field.ref} onBlur={field.onBlur} />
        <SelectContent>
          {choices.map((choice) => (
            <SelectItem key={choice.value} value={choice.value || NOTHING} hint={choice.hint}>
              {choice.label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  )
}

const NOTHING = '(none)'
