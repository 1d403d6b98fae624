'use client'

import type { ComponentProps } from 'react'
import { Check } from 'lucide-react'
import { DropdownMenu as MenuPrimitive } from 'radix-ui'
import { cn } from './cn.ts'

/** A menu of acts. Compose: DropdownMenu > DropdownMenuTrigger, DropdownMenuContent > DropdownMenuItem. */
export const DropdownMenu = MenuPrimitive.Root
export const DropdownMenuTrigger = MenuPrimitive.Trigger
export const DropdownMenuRadioGroup = MenuPrimitive.RadioGroup

/** The open menu. */
export function DropdownMenuContent({
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Content>) {
  return (
    <MenuPrimitive.Portal>
      <MenuPrimitive.Content
        sideOffset={4}
        align="end"
        collisionPadding={8}
        {...props}
        className={cn(
          'z-50 min-w-44 rounded-lg border bg-popover p-1 shadow-overlay',
          'data-[state=open]:animate-in data-[state=open]:fade-in-0',
          className,
        )}
      />
    </MenuPrimitive.Portal>
  )
}

const itemStyle =
  "flex items-center gap-2 rounded-sm px-2 py-1.5 text-base outline-none select-none data-disabled:text-muted-foreground data-highlighted:bg-accent pointer-coarse:py-2.5 [&_svg:not([class*='size-'])]:size-4"

type ItemProps = ComponentProps<typeof MenuPrimitive.Item> & { danger?: boolean }

/** One act. */
export function DropdownMenuItem({ className, danger, ...props }: ItemProps) {
  return (
    <MenuPrimitive.Item {...props} className={cn(itemStyle, danger && 'text-danger', className)} />
  )
}

/** One choice among those of the group. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof MenuPrimitive.RadioItem>) {
  return (
    <MenuPrimitive.RadioItem {...props} className={cn(itemStyle, className)}>
      {children}
      <MenuPrimitive.ItemIndicator className="ml-auto">
        <Check aria-hidden className="size-4 text-primary" />
      </MenuPrimitive.ItemIndicator>
    </MenuPrimitive.RadioItem>
  )
}

/** The heading of a group of acts. */
export function DropdownMenuLabel({
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Label>) {
  return (
    <MenuPrimitive.Label {...props} className={cn('px-2 pt-1.5 pb-1 label-quiet', className)} />
  )
}

/** A hairline between groups. */
export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Separator>) {
  return (
    <MenuPrimitive.Separator {...props} className={cn('-mx-1 my-1 h-px bg-border', className)} />
  )
}
