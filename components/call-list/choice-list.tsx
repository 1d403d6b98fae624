'use client'

import { Command } from 'cmdk'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { focusAtOnce } from '#components/ui/focus-at-once.ts'
import type { Choice } from './filter-words.ts'

type ChoiceListProps = {
  /** What is chosen here, for whoever does not see it. */
  label: string
  choices: readonly (Choice & { hint?: ReactNode })[]
  /** Empty: nothing is chosen yet. */
  value: string
  onChoose(value: string): void
  /** What stands there where nothing can be chosen. */
  empty?: string
}

/** Shorter lists are seen at a glance: their box to type in is there for the keys alone. */
const SEARCHED_FROM = 7

/** One of several, chosen by arrows and Enter, by typing, or by a click. */
export function ChoiceList({ label, choices, value, onChoose, empty }: ChoiceListProps) {
  const isShort = choices.length < SEARCHED_FROM
  return (
    <Command label={label} loop>
      <Command.Input
        ref={focusAtOnce}
        placeholder="Search"
        inputMode={isShort ? 'none' : 'search'}
        className={cn(
          'h-10 w-full border-b bg-transparent px-3 text-base placeholder:text-muted-foreground focus-visible:outline-none',
          isShort && 'sr-only',
        )}
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="p-3 text-sm text-muted-foreground">
          {empty ?? 'Nothing is called that.'}
        </Command.Empty>
        {choices.map((choice) => (
          <Command.Item
            key={choice.value}
            value={choice.value}
            keywords={[choice.label]}
            onSelect={() => onChoose(choice.value)}
            className="flex items-center gap-2 rounded-sm px-2 py-1.5 text-base data-[selected=true]:bg-accent pointer-coarse:py-2.5"
          >
            <bdi className="min-w-0 truncate">{choice.label}</bdi>
            {choice.hint !== undefined && (
              <span className="ml-auto shrink-0 text-xs text-muted-foreground">{choice.hint}</span>
            )}
            {choice.value === value && (
              <Check
                aria-label="chosen"
                className={cn(
                  'size-4 shrink-0 text-primary',
                  choice.hint === undefined && 'ml-auto',
                )}
              />
            )}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}
