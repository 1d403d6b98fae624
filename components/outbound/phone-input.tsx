'use client'

import type { CountryCode } from 'libphonenumber-js'
import { useLayoutEffect, useRef, type ChangeEvent } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import {
  caretAfterFormatting,
  countryName,
  readTypedNumber,
  type TypedNumber,
} from './phone-number.ts'

type PhoneInputProps = {
  number: TypedNumber
  /** The country whose own numbers need no country code. */
  home: CountryCode
  /** Problems show only once somebody is done typing, or tried to call. */
  showProblem: boolean
  onChange(number: TypedNumber): void
  onBlur(): void
}

/** A phone number, written as its country writes it while one types. */
export function PhoneInput({ number, home, showProblem, onChange, onBlur }: PhoneInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const caret = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (caret.current === null) return
    input.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  const onType = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target
    const next = unstuck(value, number, home)
    caret.current = caretAfterFormatting(value, selectionStart ?? value.length, next.shown)
    onChange(next)
  }
  return (
    <Field
      label="Number to call"
      aside={number.country ? countryName(number.country) : undefined}
      hint={
        number.isDoubtful ? DOUBT : `With a country code, or as dialled in ${countryName(home)}.`
      }
      error={showProblem ? (number.problem ?? undefined) : undefined}
    >
      <Input
        ref={input}
        type="tel"
        autoComplete="off"
        placeholder="+81 3 1234 5678"
        className="h-11 text-lg tracking-wide"
        value={number.shown}
        onChange={onType}
        onBlur={onBlur}
      />
    </Field>
  )
}

const DOUBT = 'This matches no known range of its country. It can be called all the same.'

/**
 * Deleting a bracket or a space changes no digit, so formatting would put it
 * back for ever; the digit before it goes too.
 */
function unstuck(value: string, before: TypedNumber, home: CountryCode): TypedNumber {
  const next = readTypedNumber(value, home)
  const isStuck = value.length < before.shown.length && next.shown === before.shown
  return isStuck ? readTypedNumber(value.replace(/\d(\D*)$/, '$1'), home) : next
}
