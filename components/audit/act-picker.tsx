'use client'

import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { controlStyle } from '#components/ui/control-style.ts'
import { useFieldControl } from '#components/ui/field.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import type { AuditAction } from './audit-actions.ts'

type ActPickerProps = {
  actions: readonly AuditAction[]
  /** Empty: any. */
  value: string
  onChange(action: string): void
}

/** One act among all that are kept, found by typing. */
export function ActPicker({ actions, value, onChange }: ActPickerProps) {
  const [open, setOpen] = useState(false)
  const { id, ...control } = useFieldControl()
  const choose = (action: string) => {
    onChange(action)
    setOpen(false)
  }
  const chosen = actions.find((action) => action.id === value)
  const tags = [...new Set(actions.map(({ tag }) => tag))]
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        id={id}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? `${String(id)}-list` : undefined}
        {...control}
        className={cn(
          controlStyle,
          'flex h-9 items-center justify-between gap-2 text-left pointer-coarse:h-11',
        )}
      >
        <span className={cn('truncate', value === '' && 'text-muted-foreground')}>
          {value === '' ? 'Anything' : (chosen?.label ?? value)}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent aria-label="Act" align="start" className="w-72 p-0">
        <Command label="Search acts" id={`${String(id)}-list`}>
          <Command.Input
            placeholder="Search"
            className="h-10 w-full border-b bg-transparent px-3 text-base placeholder:text-muted-foreground focus-visible:outline-none"
          />
          <Command.List className="max-h-72 overflow-y-auto p-1">
            <Command.Empty className="p-3 text-sm text-muted-foreground">
              Nothing is called that.
            </Command.Empty>
            <ActItem
              id=""
              label="Anything"
              words="anything any"
              isChosen={value === ''}
              onSelect={choose}
            />
            {tags.map((tag) => (
              <Command.Group
                key={tag}
                heading={tag}
                className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground"
              >
                {actions
                  .filter((action) => action.tag === tag)
                  .map((action) => (
                    <ActItem
                      key={action.id}
                      id={action.id}
                      label={action.label}
                      words={`${action.label} ${action.id} ${tag}`}
                      isChosen={action.id === value}
                      onSelect={choose}
                    />
                  ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  )
}

type ActItemProps = {
  id: string
  label: string
  /** What it is found by. */
  words: string
  isChosen: boolean
  onSelect(action: string): void
}

function ActItem({ id, label, words, isChosen, onSelect }: ActItemProps) {
  return (
    <Command.Item
      value={words}
      onSelect={() => onSelect(id)}
      className="flex items-center gap-2 rounded-sm px-2 py-1.5 text-base data-[selected=true]:bg-accent pointer-coarse:py-2.5"
    >
      {label}
      {isChosen && <Check aria-label="chosen" className="ml-auto size-4 text-primary" />}
    </Command.Item>
  )
}
