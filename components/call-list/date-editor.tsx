'use client'

import { useState } from 'react'
import { isDay, localZone } from '#components/format/zoned-day.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { stretches } from './call-view.ts'
import { ChoiceList } from './choice-list.tsx'
import type { EditorProps } from './editor-props.ts'

/** A stretch of time that moves with the days, or a range of days where the operator is. */
export function DateEditor({ view, onSet }: EditorProps) {
  const [from, setFrom] = useState(isDay(view.from) ? view.from : '')
  const [to, setTo] = useState(isDay(view.to) ? view.to : '')
  const areCrossed = from !== '' && to !== '' && from > to
  const zone = localZone()
  return (
    <>
      <ChoiceList
        label="Date"
        choices={Object.entries(stretches).map(([value, label]) => ({ value, label }))}
        value={view.when}
        onChoose={(when) => onSet({ when, from: '', to: '', zone: '' })}
      />
      <form
        aria-label="Range of days"
        className="grid gap-3 border-t p-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!areCrossed && (from !== '' || to !== '')) onSet({ when: '', from, to, zone })
        }}
      >
        <div className="grid grid-cols-2 gap-2">
          <Field label="From">
            <Input
              type="date"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              className="px-2"
            />
          </Field>
          <Field label="To" error={areCrossed ? 'It must not be before the first day.' : undefined}>
            <Input
              type="date"
              value={to}
              onChange={(event) => setTo(event.target.value)}
              className="px-2"
            />
          </Field>
        </div>
        <div className="flex items-center justify-between gap-2">
          <span className="min-w-0 truncate text-xs text-muted-foreground">{zone}</span>
          <Button type="submit" size="sm" disabled={from === '' && to === ''}>
            Show these days
          </Button>
        </div>
      </form>
    </>
  )
}
