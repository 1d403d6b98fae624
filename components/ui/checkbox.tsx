'use client'

import { useId, type ComponentProps, type ReactNode } from 'react'
import { Check } from 'lucide-react'
import { Checkbox as CheckboxPrimitive } from 'radix-ui'
import { cn } from './cn.ts'

type CheckItemProps = ComponentProps<typeof CheckboxPrimitive.Root> & {
  /** What choosing it means. */
  hint?: ReactNode
}

/** One of several things that can be chosen together; `children` is the label. */
export function CheckItem({ className, children, hint, ...props }: CheckItemProps) {
  const id = useId()
  return (
    <div className={cn('flex gap-2.5', className)}>
      <CheckboxPrimitive.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...props}
        className="peer relative mt-0.5 inline-flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-input bg-card after:absolute after:-inset-2 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary"
      >
        <CheckboxPrimitive.Indicator>
          <Check aria-hidden className="size-3.5 text-primary-foreground" strokeWidth={3} />
        </CheckboxPrimitive.Indicator>
      </CheckboxPrimitive.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="text-base">
          {children}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-pretty text-muted-foreground">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
