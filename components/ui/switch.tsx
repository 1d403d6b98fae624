'use client'

import type { ComponentProps } from 'react'
import { Switch as SwitchPrimitive } from 'radix-ui'
import { cn } from './cn.ts'
import { useFieldControl } from './field.tsx'

/** On or off, at once. The thumb's place says which, beside the colour. */
export function Switch({ className, ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  const { 'aria-labelledby': _, ...control } = useFieldControl()
  return (
    <SwitchPrimitive.Root
      {...control}
      {...props}
      className={cn(
        'relative inline-flex h-5.5 w-10 shrink-0 items-center rounded-full border border-input bg-muted transition-colors',
        'data-[state=checked]:border-primary data-[state=checked]:bg-primary',
        'after:absolute after:-inset-2 disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
    >
      <SwitchPrimitive.Thumb
        className={cn(
          'block size-4 translate-x-0.5 rounded-full bg-input transition-transform',
          'data-[state=checked]:translate-x-5 data-[state=checked]:bg-primary-foreground',
        )}
      />
    </SwitchPrimitive.Root>
  )
}
