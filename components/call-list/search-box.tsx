'use client'

import { Search } from 'lucide-react'
import { PausedInput } from '#components/ui/paused-input.tsx'

/** The list follows once somebody has paused in typing for this long. */
const PAUSE_MS = 300

type SearchBoxProps = { value: string; onChange(value: string): void; onEnter(value: string): void }

/** Words of the transcripts, or a number. It takes effect after a pause, and at once on Enter. */
export function SearchBox({ value, onChange, onEnter }: SearchBoxProps) {
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <PausedInput
        type="search"
        dir="auto"
        aria-label="Search"
        aria-keyshortcuts="/"
        placeholder="Words said, or a number"
        pauseMs={PAUSE_MS}
        value={value}
        onChange={onChange}
        onEnter={onEnter}
        className="pl-8.5"
      />
    </div>
  )
}
