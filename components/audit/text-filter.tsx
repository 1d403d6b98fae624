'use client'

import { useEffect, useRef, useState } from 'react'
import { Input } from '#components/ui/input.tsx'

/** The list follows once somebody has paused in typing for this long. */
const PAUSE_MS = 350

type TextFilterProps = {
  type?: 'text' | 'search'
  placeholder: string
  value: string
  onChange(value: string): void
}

/** A filter that is typed: it takes effect after a pause, on Enter, and when it is left. */
export function TextFilter({ type = 'text', placeholder, value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // The address changed by other means, a button that clears it, say.
  if (shown !== value) {
    setShown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  const commit = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim() !== value) onChange(text.trim())
  }
  return (
    <Input
      type={type}
      placeholder={placeholder}
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
      onKeyDown={(event) => event.key === 'Enter' && commit(typed)}
      onBlur={() => commit(typed)}
    />
  )
}
