'use client'

import type { ComponentProps } from 'react'
import { Check } from 'lucide-react'
import { Checkbox as CheckboxPrimitive } from 'radix-ui'
import { cn } from './cn.ts'
import { useFieldControl } from './field.tsx'

/** Yes or no, taken with the form it stands in. */
export function Checkbox({ className, ...props }: ComponentProps<typeof CheckboxPrimitive.Root>) {
  const { 'aria-labelledby': _, ...control } = useFieldControl()
  return (
    <CheckboxPrimitive.Root
      {...control}
      {...props}
      className={cn(
        'relative inline-flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-input bg-card',
        'data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=checked]:text-primary-foreground',
        'after:absolute after:-inset-2 disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
    >
      <CheckboxPrimitive.Indicator>
        <Check aria-hidden className="size-3.5" strokeWidth={3} />
      </CheckboxPrimitive.Indicator>
    </CheckboxPrimitive.Root>
  )
}
