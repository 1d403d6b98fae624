'use client'

import { CirclePause, CirclePlay } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { useHotkey } from '#components/shell/use-hotkey.ts'
import { Button } from '#components/ui/button.tsx'
import { usePause } from './use-pause.ts'

type PauseButtonProps = { call: Call; size?: 'sm' | 'md' }

/**
 * Has nothing recorded of what is said from here on, or again: card numbers, say. The
 * key `p` does the same. Whoever may not act on calls sees none of it.
 */
export function PauseButton({ call, size = 'md' }: PauseButtonProps) {
  const { may } = useMe()
  const { isPaused, change, whyNot } = usePause(call)
  const isFree = may('calls:write') && whyNot === null && !change.isPending
  useHotkey('p', () => {
    if (isFree) change.mutate()
  })
  if (!may('calls:write')) return null
  const Icon = isPaused ? CirclePlay : CirclePause
  return (
    <Button
      size={size}
      variant={isPaused ? 'primary' : 'secondary'}
      disabled={whyNot !== null}
      title={whyNot ?? undefined}
      aria-label={whyNot === null ? undefined : `Pause recording. ${whyNot}`}
      pending={change.isPending}
      onClick={() => change.mutate()}
    >
      {!change.isPending && <Icon aria-hidden />}{' '}
      {isPaused ? 'Resume recording' : 'Pause recording'}
    </Button>
  )
}
