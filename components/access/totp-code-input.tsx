'use client'

import type { ChangeEvent, ComponentProps } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type TotpCodeInputProps = ComponentProps<'input'> & { label: string; error: string | undefined }

/** The six digits of an authenticator app: offered by the browser, pasted with or without a space. */
export function TotpCodeInput({ label, error, onChange, ...input }: TotpCodeInputProps) {
  const keepDigits = (event: ChangeEvent<HTMLInputElement>) => {
    event.target.value = event.target.value.replaceAll(/\D/g, '').slice(0, DIGITS)
    onChange?.(event)
  }
  return (
    <Field label={label} error={error}>
      <Input
        inputMode="numeric"
        autoComplete="one-time-code"
        className="h-11 text-lg tracking-[0.3em] tabular-nums"
        {...input}
        onChange={keepDigits}
      />
    </Field>
  )
}

const DIGITS = 6
