'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { Button } from './button.tsx'
import { Input } from './input.tsx'

/**
 * A text that is to be taken along: shown whole to be selected, with a button
 * that copies it. Put it inside a `Field`, which names it.
 */
export function CopyField({ value, copyLabel }: { value: string; copyLabel: string }) {
  return (
    <div className="flex gap-2">
      <Input
        readOnly
        value={value}
        className="font-mono text-sm"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton text={value} label={copyLabel} />
    </div>
  )
}

/** Copies `text`, and says for a moment that it has. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isFresh, setFresh] = useState(false)
  useEffect(() => {
    if (!isFresh) return undefined
    const timer = setTimeout(() => setFresh(false), COPIED_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isFresh])
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setFresh(true)
    } catch {
      toast.error('The browser did not allow copying', {
        description: 'Select the text and copy it by keyboard.',
      })
    }
  }
  return (
    <Button onClick={() => void copy()}>
      {isFresh ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
      <span aria-live="polite">{isFresh ? 'Copied' : label}</span>
    </Button>
  )
}

const COPIED_SHOWN_MS = 2_000
