'use client'

import type { ReactNode } from 'react'
import { useController, type FieldPathByValue } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { AgentForm } from '../agent-form.ts'
import { useAgentForm } from './use-agent-form.ts'

type SwitchFieldProps = {
  name: FieldPathByValue<AgentForm, boolean>
  label: string
  hint?: ReactNode
  /** The switch stands for the opposite of the value: "interrupts" for "waits for ever". */
  inverted?: boolean
  disabledReason?: string | undefined
}

/** A setting that is on or off. */
export function SwitchField(props: SwitchFieldProps) {
  const { name, label, hint, inverted = false, disabledReason } = props
  const { control } = useAgentForm()
  const { field } = useController({ control, name })
  return (
    <Field label={label} hint={hint} disabledReason={disabledReason} layout="row">
      <Switch
        ref={field.ref}
        checked={field.value !== inverted}
        onCheckedChange={(on) => field.onChange(on !== inverted)}
        onBlur={field.onBlur}
      />
    </Field>
  )
}
