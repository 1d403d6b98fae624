'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Check, ChevronDown } from 'lucide-react'
import { Select as SelectPrimitive } from 'radix-ui'
import { cn } from './cn.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field.tsx'

/** A choice of one among several. Compose: Select > SelectTrigger, SelectContent > SelectItem. */
export const Select = SelectPrimitive.Root

type TriggerProps = ComponentProps<typeof SelectPrimitive.Trigger> & { placeholder?: string }

/** The closed select, showing the chosen item. Inside a `Field` it is labelled by it. */
export function SelectTrigger({ className, placeholder, children, ...props }: TriggerProps) {
  const control = useFieldControl()
  return (
    <SelectPrimitive.Trigger
      {...control}
      {...props}
      className={cn(
        controlStyle,
        'flex h-9 items-center justify-between gap-2 text-left data-placeholder:text-muted-foreground pointer-coarse:h-11',
        className,
      )}
    >
      <span className="truncate">
        {children ?? <SelectPrimitive.Value placeholder={placeholder} />}
      </span>
      <SelectPrimitive.Icon asChild>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </SelectPrimitive.Icon>
    </SelectPrimitive.Trigger>
  )
}

/** The list that opens under the trigger. */
export function SelectContent({
  className,
  children,
  ...props
}: ComponentProps<typeof SelectPrimitive.Content>) {
  return (
    <SelectPrimitive.Portal>
      <SelectPrimitive.Content
        position="popper"
        sideOffset={4}
        {...props}
        className={cn(
          'z-50 max-h-(--radix-select-content-available-height) max-w-[calc(100vw-1rem)] min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg border bg-popover shadow-overlay',
          'data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0',
          className,
        )}
      >
        <SelectPrimitive.Viewport className="p-1">{children}</SelectPrimitive.Viewport>
      </SelectPrimitive.Content>
    </SelectPrimitive.Portal>
  )
}

type ItemProps = ComponentProps<typeof SelectPrimitive.Item> & {
  /** A quieter second line: what it means, or why it cannot be chosen. */
  hint?: ReactNode
}

/** One choice. */
export function SelectItem({ className, children, hint, ...props }: ItemProps) {
  return (
    <SelectPrimitive.Item
      {...props}
      className={cn(
        'relative rounded-sm py-1.5 pr-8 pl-2 text-base outline-none select-none',
        'data-disabled:text-muted-foreground data-highlighted:bg-accent pointer-coarse:py-2.5',
        className,
      )}
    >
      <SelectPrimitive.ItemText>{children}</SelectPrimitive.ItemText>
      {hint && <div className="text-xs text-muted-foreground">{hint}</div>}
      <SelectPrimitive.ItemIndicator className="absolute top-2 right-2">
        <Check aria-hidden className="size-4 text-primary" />
      </SelectPrimitive.ItemIndicator>
    </SelectPrimitive.Item>
  )
}
