'use client'

import { useState } from 'react'
import { useController } from 'react-hook-form'
import { PhoneInput } from '#components/numbers/phone-input.tsx'
import { readTypedNumber, type TypedNumber } from '#components/numbers/phone-number.ts'
import { useHomeCountry } from '#components/numbers/use-home-country.ts'
import { useAgentForm } from './use-agent-form.ts'

/** The number to which a caller is transferred. */
export function TransferNumberField() {
  const { control } = useAgentForm()
  const { field, fieldState } = useController({ control, name: 'fallback.to' })
  const [typed, setTyped] = useState('')
  const home = useHomeCountry()
  const number = shownNumber(typed, field.value, home)
  return (
    <PhoneInput
      label="Number to transfer to"
      number={fieldState.error ? refused(number) : number}
      home={home}
      showProblem={fieldState.error !== undefined}
      onChange={(next) => {
        setTyped(next.shown)
        field.onChange(saidNumber(next))
      }}
      onBlur={field.onBlur}
    />
  )
}

/** What is being typed stays as it is written; a number from elsewhere is shown as its country writes it. */
function shownNumber(typed: string, value: string, home: Parameters<typeof readTypedNumber>[1]) {
  const inHand = readTypedNumber(typed, home)
  return saidNumber(inHand) === value ? inHand : readTypedNumber(value, home)
}

function saidNumber({ e164, shown }: TypedNumber): string {
  return e164 ?? shown
}

function refused(number: TypedNumber): TypedNumber {
  return { ...number, problem: number.problem ?? 'Enter the number of a person who can help.' }
}
