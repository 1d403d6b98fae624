'use client'

import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { auditResultSchema } from '#contracts/audit.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { PausedInput } from '#components/ui/paused-input.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { ActPicker } from './act-picker.tsx'
import type { AuditAction } from './audit-actions.ts'
import { countFilters, wholeView, type AuditView } from './audit-view.ts'

/** The log follows once somebody has paused in typing for this long. */
const PAUSE_MS = 350

type AuditFiltersProps = {
  actions: readonly AuditAction[]
  view: AuditView
  onChange(change: Partial<AuditView>): void
}

/** Who, what, how it ended, when, on what. On phones they are folded away until asked for. */
export function AuditFilters({ actions, view, onChange }: AuditFiltersProps) {
  const [isOpen, setOpen] = useState(false)
  const count = countFilters(view)
  return (
    <search aria-label="Filters" className="mx-4 mb-4 grid gap-3 md:mx-6">
      <div className="flex gap-2 md:hidden">
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ListFilter aria-hidden /> Filters{count > 0 && ` (${count})`}
        </Button>
        {count > 0 && <ClearButton onChange={onChange} />}
      </div>
      <div
        className={cn(
          'grid grid-cols-2 gap-3 md:grid-cols-3',
          count > 0
            ? 'xl:grid-cols-[1.3fr_1.3fr_8rem_8.5rem_8.5rem_1.2fr_auto]'
            : 'xl:grid-cols-[1.3fr_1.3fr_8rem_8.5rem_8.5rem_1.2fr]',
          !isOpen && 'max-md:hidden',
        )}
      >
        <Field label="Who" className="max-md:col-span-2">
          <PausedInput
            type="search"
            pauseMs={PAUSE_MS}
            placeholder="Name or id"
            value={view.actor}
            onChange={(actor) => onChange({ actor })}
          />
        </Field>
        <Field label="Did what" className="max-md:col-span-2">
          <ActPicker
            actions={actions}
            value={view.action}
            onChange={(action) => onChange({ action })}
          />
        </Field>
        <ResultFilter view={view} onChange={onChange} />
        <Field label="From">
          <DayInput value={view.from} max={view.to} onChange={(from) => onChange({ from })} />
        </Field>
        <Field label="To">
          <DayInput value={view.to} min={view.from} onChange={(to) => onChange({ to })} />
        </Field>
        <Field label="On" className="max-md:col-span-2">
          <PausedInput
            pauseMs={PAUSE_MS}
            placeholder="Id of a call, key, ..."
            value={view.subject}
            onChange={(subject) => onChange({ subject })}
          />
        </Field>
        {count > 0 && (
          <div className="flex items-end max-md:hidden">
            <ClearButton onChange={onChange} />
          </div>
        )}
      </div>
    </search>
  )
}

type PartProps = Pick<AuditFiltersProps, 'view' | 'onChange'>

function ResultFilter({ view, onChange }: PartProps) {
  return (
    <Field label="Result" className="max-md:col-span-2">
      <Select
        value={view.result || ANY}
        onValueChange={(value) =>
          onChange({ result: auditResultSchema.safeParse(value).data ?? '' })
        }
      >
        <SelectTrigger />
        <SelectContent>
          <SelectItem value={ANY}>Any</SelectItem>
          <SelectItem value="done">Done</SelectItem>
          <SelectItem value="refused">Refused</SelectItem>
          <SelectItem value="failed">Failed</SelectItem>
        </SelectContent>
      </Select>
    </Field>
  )
}

/** Radix refuses an empty value. */
const ANY = 'any'

type DayInputProps = { value: string; min?: string; max?: string; onChange(day: string): void }

function DayInput({ value, onChange, ...range }: DayInputProps) {
  return (
    <Input
      type="date"
      {...range}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cn('px-2', value === '' && 'text-muted-foreground')}
    />
  )
}

function ClearButton({ onChange }: Pick<AuditFiltersProps, 'onChange'>) {
  return (
    <Button variant="ghost" onClick={() => onChange(wholeView)}>
      Clear
    </Button>
  )
}
