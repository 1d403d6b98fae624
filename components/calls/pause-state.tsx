import { CirclePause } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { cn } from '#components/ui/cn.ts'

/** That nothing is kept of a live call at the moment, and why; told to whoever listens when it begins and ends. */
export function PauseState({ call, className }: { call: Call; className?: string }) {
  const { pausedBy } = call
  return (
    <div role="status">
      {pausedBy !== null && (
        <p
          className={cn(
            'flex items-start gap-2.5 border-t-2 border-lamp bg-lamp-soft px-4 py-2 text-base md:px-6',
            className,
          )}
        >
          <CirclePause aria-hidden className="mt-0.5 size-5 shrink-0 text-lamp-text" />
          <span>
            <strong className="font-semibold">Recording is paused.</strong> {pauseWords[pausedBy]}
          </span>
        </p>
      )}
    </div>
  )
}

const pauseWords = {
  operator: 'Neither sound nor words of this call are kept until it is resumed.',
  api: 'A program paused it: neither sound nor words are kept until it is resumed.',
  keypad: 'The caller is pressing keys: nothing is kept until 5 seconds after the last.',
} as const
