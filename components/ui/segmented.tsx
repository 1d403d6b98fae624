'use client'

import type { ComponentProps } from 'react'
import { RadioGroup as RadioGroupPrimitive } from 'radix-ui'
import { cn } from './cn.ts'

/** A choice of one among a few words that stand side by side. Give it an `aria-label`. Compose: Segmented > Segment. */
export function Segmented({
  className,
  ...props
}: ComponentProps<typeof RadioGroupPrimitive.Root>) {
  return (
    <RadioGroupPrimitive.Root
      orientation="horizontal"
      {...props}
      className={cn(
        'flex h-7 rounded-md border border-input bg-card p-0.5 pointer-coarse:h-10',
        className,
      )}
    />
  )
}

/** One of the choices. */
export function Segment({ className, ...props }: ComponentProps<typeof RadioGroupPrimitive.Item>) {
  return (
    <RadioGroupPrimitive.Item
      {...props}
      className={cn(
        'flex items-center rounded-sm px-2 text-sm font-medium whitespace-nowrap text-muted-foreground hover:text-foreground',
        'data-[state=checked]:bg-primary-soft data-[state=checked]:text-primary',
        className,
      )}
    />
  )
}
