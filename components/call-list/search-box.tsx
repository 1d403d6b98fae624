'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Input } from '#components/ui/input.tsx'

/** The list follows once somebody has paused in typing for this long. */
const PAUSE_MS = 300

type SearchBoxProps = { value: string; onChange(value: string): void; onEnter(value: string): void }

/** Words of the transcripts, or a number. It takes effect after a pause, and at once on Enter. */
export function SearchBox({ value, onChange, onEnter }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // The address changed by other means: back, a chip that was removed, a view.
  if (shown !== value) {
    setShown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  const commit = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim() !== value) onChange(text.trim())
  }
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        dir="auto"
        aria-label="Search"
        aria-keyshortcuts="/"
        placeholder="Words said, or a number"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          const text = event.target.value
          setTyped(text)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => commit(text), PAUSE_MS)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          commit(typed)
          onEnter(typed.trim())
        }}
        onBlur={() => commit(typed)}
        className="pl-8.5"
      />
    </div>
  )
}
