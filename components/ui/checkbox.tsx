'use client'

import { useId, type ComponentProps, type ReactNode } from 'react'
import { Check, Minus } from 'lucide-react'
import { Checkbox as CheckboxPrimitive } from 'radix-ui'
import { cn } from './cn.ts'

type CheckboxProps = ComponentProps<typeof CheckboxPrimitive.Root>

/** A box to tick, for where its label stands elsewhere: give it an `aria-label`. `indeterminate` is some of several. */
export function Checkbox({ className, ...props }: CheckboxProps) {
  return (
    <CheckboxPrimitive.Root
      {...props}
      className={cn(
        'peer group relative inline-flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-input bg-card after:absolute after:-inset-2 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary',
        className,
      )}
    >
      <CheckboxPrimitive.Indicator className="text-primary-foreground">
        <Check
          aria-hidden
          className="size-3.5 group-data-[state=indeterminate]:hidden"
          strokeWidth={3}
        />
        <Minus
          aria-hidden
          className="hidden size-3.5 group-data-[state=indeterminate]:block"
          strokeWidth={3}
        />
      </CheckboxPrimitive.Indicator>
    </CheckboxPrimitive.Root>
  )
}

type CheckItemProps = CheckboxProps & {
  /** What choosing it means. */
  hint?: ReactNode
}

/** One of several things that can be chosen together; `children` is the label. */
export function CheckItem({ className, children, hint, ...props }: CheckItemProps) {
  const id = useId()
  return (
    <div className={cn('flex gap-2.5', className)}>
      <Checkbox
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...props}
        className="mt-0.5"
      />
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
