import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import type { Direction } from '#contracts/call.ts'
import { cn } from '#components/ui/cn.ts'

type DirectionLabelProps = {
  direction: Direction
  /** Shows the arrow alone; the word stays for screen readers. */
  iconOnly?: boolean
  className?: string
}

/** Whether a call came in or went out: an arrow and the word. */
export function DirectionLabel({ direction, iconOnly, className }: DirectionLabelProps) {
  const Icon = direction === 'inbound' ? ArrowDownLeft : ArrowUpRight
  const word = direction === 'inbound' ? 'Inbound' : 'Outbound'
  return (
    <span
      title={iconOnly ? word : undefined}
      className={cn('inline-flex items-center gap-1 text-muted-foreground', className)}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={cn(iconOnly && 'sr-only')}>{word}</span>
    </span>
  )
}
