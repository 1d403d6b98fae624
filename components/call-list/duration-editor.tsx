'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { ChoiceList } from './choice-list.tsx'
import type { EditorProps } from './editor-props.ts'

/** How long the conversation was: a usual length, or any in seconds. */
export function DurationEditor({ view, onSet }: EditorProps) {
  const [min, setMin] = useState(view.minSeconds)
  const [max, setMax] = useState(view.maxSeconds)
  const areCrossed = min !== '' && max !== '' && Number(min) > Number(max)
  const set = (minSeconds: string, maxSeconds: string) => onSet({ minSeconds, maxSeconds })
  return (
    <>
      <ChoiceList
        label="Length"
        choices={usual}
        value={`${view.minSeconds}-${view.maxSeconds}`}
        onChoose={(range) => set(...rangeOf(range))}
      />
      <form
        aria-label="Length in seconds"
        className="grid gap-3 border-t p-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!areCrossed && (min !== '' || max !== '')) set(min, max)
        }}
      >
        <div className="grid grid-cols-2 gap-2">
          <Field label="At least, in s">
            <SecondsInput value={min} onChange={setMin} />
          </Field>
          <Field label="At most, in s" error={areCrossed ? 'It must not be less.' : undefined}>
            <SecondsInput value={max} onChange={setMax} />
          </Field>
        </div>
        <Button
          type="submit"
          size="sm"
          disabled={min === '' && max === ''}
          className="justify-self-end"
        >
          Show these lengths
        </Button>
      </form>
    </>
  )
}

function SecondsInput({ value, onChange }: { value: string; onChange(value: string): void }) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      min={0}
      max={86_400}
      step={1}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

const usual = [
  { value: '-10', label: 'At most 10 s' },
  { value: '-30', label: 'At most 30 s' },
  { value: '30-120', label: '30 s to 2 min' },
  { value: '120-', label: 'At least 2 min' },
  { value: '600-', label: 'At least 10 min' },
]

function rangeOf(range: string): [min: string, max: string] {
  const [min = '', max = ''] = range.split('-')
  return [min, max]
}
