'use client'

import type { ComponentProps } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** The address one signs in with; password managers know it by `username`. */
export function EmailField({
  error,
  hint,
  ...input
}: ComponentProps<'input'> & { error?: string | undefined; hint?: string }) {
  return (
    <Field label="E-mail" error={error} hint={hint}>
      <Input type="email" autoComplete="username" {...input} />
    </Field>
  )
}
