'use client'

import { Search } from 'lucide-react'
import { useRef, useState, type SubmitEvent } from 'react'
import { toastProblem } from '#components/api/toast-problem.ts'
import { PhoneInput } from '#components/numbers/phone-input.tsx'
import { readTypedNumber } from '#components/numbers/phone-number.ts'
import { useHomeCountry } from '#components/numbers/use-home-country.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { HoldingsFacts } from './holdings-facts.tsx'
import { useFindHoldings } from './use-holdings.ts'

/** Everything that is held on one number: to hand it out, or to delete it. */
export function HoldingsPage() {
  const home = useHomeCountry()
  const [number, setNumber] = useState(() => readTypedNumber('', home))
  const [isTried, setTried] = useState(false)
  const find = useFindHoldings()
  const form = useRef<HTMLFormElement>(null)
  const look = (e164: string) => find.mutate(e164, { onError: toastProblem })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (number.e164 !== null) look(number.e164)
  }
  const problem = isTried && number.shown === '' ? 'Enter a number.' : undefined
  return (
    <>
      <PageHeader
        title="A number"
        text="Everything that is held on a caller or callee: to hand it to them, or to delete it when they ask. The audit log says that it was looked up, and by whom, but not the number."
      />
      <div className="mx-4 mb-6 grid grid-cols-[minmax(0,1fr)] gap-4 md:mx-6">
        <form
          ref={form}
          noValidate
          aria-label="Find what is held"
          onSubmit={submit}
          className="grid items-start gap-3 rounded-lg border bg-card p-4 sm:grid-cols-[minmax(0,24rem)_auto] sm:justify-start"
        >
          <PhoneInput
            label="Number"
            number={number}
            home={home}
            showProblem={isTried}
            refusal={problem}
            onChange={(typed) => {
              setNumber(typed)
              setTried(false)
            }}
            onBlur={() => undefined}
          />
          <Button type="submit" variant="primary" pending={find.isPending} className="sm:mt-6.5">
            {!find.isPending && <Search aria-hidden />} See what is held
          </Button>
        </form>
        <div role="status" aria-label="What is held" className="grid grid-cols-[minmax(0,1fr)]">
          {find.data && (
            <HoldingsFacts
              key={find.data.number}
              holdings={find.data}
              onDeleted={() => {
                look(find.data.number)
                form.current?.querySelector('input')?.focus()
              }}
            />
          )}
        </div>
      </div>
    </>
  )
}
