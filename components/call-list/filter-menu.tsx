'use client'

import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import type { CallView } from './call-view.ts'
import { ChoiceList } from './choice-list.tsx'
import { FilterEditor } from './filter-editor.tsx'
import { fieldNames, filterFields, type FilterField } from './filter-words.ts'

type FilterMenuProps = { view: CallView; onChange(change: Partial<CallView>): void }

/** Adds a filter: first which, then what it is set to. */
export function FilterMenu({ view, onChange }: FilterMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const [field, setField] = useState<FilterField | null>(null)
  const open = (isNowOpen: boolean) => {
    setField(null)
    setOpen(isNowOpen)
  }
  return (
    <Popover open={isOpen} onOpenChange={open}>
      <PopoverTrigger asChild>
        <Button>
          <ListFilter aria-hidden /> Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label={field === null ? 'Filter by' : filterFields[field].label}
        className="w-72 p-0"
      >
        {field === null ? (
          <ChoiceList
            label="Filter by"
            choices={fieldNames.map((name) => ({ value: name, label: filterFields[name].label }))}
            value=""
            onChoose={(name) => setField(fieldNames.find((known) => known === name) ?? null)}
          />
        ) : (
          <FilterEditor
            key={field}
            field={field}
            view={view}
            onSet={(change) => {
              onChange(change)
              open(false)
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  )
}
