'use client'

import type { CountryCode } from 'libphonenumber-js'
import { useLayoutEffect, useRef, type ChangeEvent } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import {
  caretAfterFormatting,
  countryName,
  readTypedNumber,
  withoutStuckSign,
  type TypedNumber,
} from './phone-number.ts'

type PhoneInputProps = {
  label: string
  number: TypedNumber
  /** The country whose own numbers need no country code. */
  home: CountryCode
  /** Problems show only once somebody is done typing, or tried to call. */
  showProblem: boolean
  /** Why this very number was refused when it was tried. */
  refusal?: string | undefined
  onChange(number: TypedNumber): void
  onBlur(): void
  className?: string
}

/** A phone number, written as its country writes it while one types. */
export function PhoneInput(props: PhoneInputProps) {
  const { label, number, home, showProblem, refusal, onChange, onBlur, className } = props
  const input = useRef<HTMLInputElement>(null)
  const caret = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (caret.current === null) return
    input.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  const onType = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target
    const at = selectionStart ?? value.length
    const edited = withoutStuckSign(value, at, number.shown, home)
    const next = readTypedNumber(edited, home)
    caret.current = caretAfterFormatting(edited, at - (value.length - edited.length), next.shown)
    onChange(next)
  }
  const problem = (showProblem ? number.problem : null) ?? refusal
  const hint = number.isDoubtful
    ? DOUBT
    : `With a country code, or as dialled in ${countryName(home)}.`
  return (
    <Field
      label={label}
      aside={number.country ? countryName(number.country) : undefined}
      hint={problem === undefined ? hint : undefined}
      error={problem}
    >
      <Input
        ref={input}
        type="tel"
        autoComplete="off"
        placeholder="+81 3 1234 5678"
        className={className}
        value={number.shown}
        onChange={onType}
        onBlur={onBlur}
      />
    </Field>
  )
}

const DOUBT = 'This matches no known range of its country. It may be refused.'
