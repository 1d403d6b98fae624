import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** A key on the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      {...props}
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-b-2 bg-card px-1 font-mono text-2xs text-muted-foreground',
        className,
      )}
    />
  )
}
