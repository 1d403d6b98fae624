'use client'

import { useId, type ComponentProps, type ReactNode } from 'react'
import { RadioGroup as RadioGroupPrimitive } from 'radix-ui'
import { cn } from './cn.ts'
import { useFieldControl } from './field.tsx'

/** A choice of one, with all choices in sight. */
export function RadioGroup({
  className,
  ...props
}: ComponentProps<typeof RadioGroupPrimitive.Root>) {
  const { id: _, 'aria-invalid': invalid, disabled, ...control } = useFieldControl()
  return (
    <RadioGroupPrimitive.Root
      {...control}
      {...(disabled ? { disabled } : {})}
      {...props}
      aria-invalid={invalid}
      className={cn('grid gap-2', className)}
    />
  )
}

type RadioItemProps = ComponentProps<typeof RadioGroupPrimitive.Item> & { hint?: ReactNode }

/** One choice with its words; `children` is the label. */
export function RadioItem({ className, children, hint, ...props }: RadioItemProps) {
  const id = useId()
  return (
    <div className={cn('flex gap-2.5', className)}>
      <RadioGroupPrimitive.Item
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...props}
        className="peer relative mt-0.5 inline-flex size-4.5 shrink-0 items-center justify-center rounded-full border border-input bg-card after:absolute after:-inset-2 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary"
      >
        <RadioGroupPrimitive.Indicator className="size-2.5 rounded-full bg-primary" />
      </RadioGroupPrimitive.Item>
      <div>
        <label htmlFor={id} className="text-base peer-disabled:text-muted-foreground">
          {children}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-muted-foreground">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
