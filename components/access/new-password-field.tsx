'use client'

import type { ComponentProps } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { PasswordStrength } from './password-strength.tsx'

type NewPasswordFieldProps = ComponentProps<'input'> & {
  label?: string
  /** What stands in the field, to be judged. */
  password: string
  error: string | undefined
}

/** Where somebody chooses a password, with a word on how good it is. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const { label = 'Password', password, error, ...input } = props
  return (
    <Field label={label} hint={<PasswordStrength password={password} />} error={error}>
      <Input type="password" autoComplete="new-password" {...input} />
    </Field>
  )
}
