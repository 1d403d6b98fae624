'use client'

import { useEffect, useRef, useState, type ComponentProps } from 'react'
import { Input } from './input.tsx'

type PausedInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: string
  /** It takes effect once somebody has paused in typing for this long. */
  pauseMs: number
  onChange(value: string): void
  onEnter?(value: string): void
}

/** One line of text that takes effect, trimmed, after a pause, on Enter, and when it is left. */
export function PausedInput({ value, pauseMs, onChange, onEnter, ...props }: PausedInputProps) {
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // It changed by other means: the browser's back, a button that clears it, say.
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
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      {...props}
      value={typed}
      onChange={(event) => {
        const text = event.target.value
        setTyped(text)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => commit(text), pauseMs)
      }}
      onKeyDown={(event) => {
        // While a character is being composed, Enter chooses one.
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        commit(typed)
        onEnter?.(typed.trim())
      }}
      onBlur={() => commit(typed)}
    />
  )
}
