'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { wholeView, type CallView } from './call-view.ts'
import { FilterEditor } from './filter-editor.tsx'
import { withoutFilter, type FilterChip } from './filter-words.ts'

type FilterChipsProps = {
  chips: readonly FilterChip[]
  view: CallView
  onChange(change: Partial<CallView>): void
}

/** What the list is narrowed by: each can be changed and taken away, and all at once. */
export function FilterChips({ chips, view, onChange }: FilterChipsProps) {
  if (chips.length === 0) return null
  return (
    <>
      <ul aria-label="Filters that are set" className="contents">
        {chips.map((chip) => (
          <li key={chip.field} className="max-w-full min-w-0">
            <Chip chip={chip} view={view} onChange={onChange} />
          </li>
        ))}
      </ul>
      <Button variant="ghost" size="sm" onClick={() => onChange(wholeView)}>
        Clear all
      </Button>
    </>
  )
}

type ChipProps = Omit<FilterChipsProps, 'chips'> & { chip: FilterChip }

function Chip({ chip: { field, label, value }, view, onChange }: ChipProps) {
  const [isOpen, setOpen] = useState(false)
  const half =
    'flex h-full items-center hover:bg-accent focus-visible:-outline-offset-2 pointer-coarse:min-w-9'
  return (
    <span className="flex h-7 max-w-full items-stretch overflow-hidden rounded-md border border-primary/40 bg-primary-soft text-sm pointer-coarse:h-10">
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger title={value} className={`${half} min-w-0 gap-1 rounded-l-md pr-1 pl-2.5`}>
          <span className="shrink-0 text-muted-foreground">{label}</span>
          <bdi className="max-w-60 truncate font-medium" suppressHydrationWarning>
            {value}
          </bdi>
        </PopoverTrigger>
        <PopoverContent align="start" aria-label={label} className="w-72 p-0">
          <FilterEditor
            field={field}
            view={view}
            onSet={(change) => {
              onChange(change)
              setOpen(false)
            }}
          />
        </PopoverContent>
      </Popover>
      <button
        type="button"
        aria-label={`Remove the filter ${label}`}
        onClick={() => onChange(withoutFilter(field))}
        className={`${half} shrink-0 justify-center rounded-r-md px-1.5`}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}
