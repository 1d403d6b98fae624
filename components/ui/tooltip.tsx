'use client'

import type { ReactNode } from 'react'
import { Tooltip as TooltipPrimitive } from 'radix-ui'

export const TooltipProvider = TooltipPrimitive.Provider

type TooltipProps = {
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** Given by whoever decides when it shows; otherwise it decides itself. */
  open?: boolean
  onOpenChange?(open: boolean): void
  /** One element that can take the focus. */
  children: ReactNode
}

/** A few words on hover and focus. Nothing may be said only here: touch screens never show it. */
export function Tooltip({ text, side = 'top', children, ...state }: TooltipProps) {
  return (
    <TooltipPrimitive.Root {...state}>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 animate-in rounded-md bg-foreground px-2.5 py-1.5 text-xs text-background shadow-overlay fade-in-0"
        >
          {text}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  )
}
