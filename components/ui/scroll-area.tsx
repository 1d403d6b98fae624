import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

type ScrollAreaProps = ComponentProps<'section'> & { label: string }

/** A box that scrolls by itself, reachable and named for the keyboard and for screen readers. */
export function ScrollArea({ label, className, ...props }: ScrollAreaProps) {
  return (
    <section
      aria-label={label}
      // A box that scrolls must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      {...props}
      className={cn('overflow-auto overscroll-contain focus-visible:-outline-offset-2', className)}
    />
  )
}
