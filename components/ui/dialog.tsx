'use client'

import type { ComponentProps, ReactNode } from 'react'
import { X } from 'lucide-react'
import { Dialog as DialogPrimitive } from 'radix-ui'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

/** A window over the page that holds the focus. Compose: Dialog > DialogTrigger, DialogContent. */
export const Dialog = DialogPrimitive.Root
export const DialogTrigger = DialogPrimitive.Trigger

/** The looks of the shade behind dialogs. */
export const overlayStyle =
  'fixed inset-0 z-50 bg-shade data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0'

/** The looks of a dialog's window: a sheet from below on phones, in the middle elsewhere. */
export const dialogStyle = cn(
  'fixed inset-x-0 bottom-0 z-50 grid max-h-[88dvh] gap-4 overflow-y-auto rounded-t-lg border bg-popover p-6 shadow-overlay',
  'sm:inset-x-auto sm:bottom-auto sm:left-1/2 sm:top-1/2 sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg',
  'data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0',
)

type ContentProps = ComponentProps<typeof DialogPrimitive.Content> & {
  title: ReactNode
  /** One line under the title; left out, the dialog has none. */
  description?: ReactNode
}

/** The window, with its title, a close button, and what it is about. */
export function DialogContent({ title, description, className, children, ...props }: ContentProps) {
  const described = description ? {} : { 'aria-describedby': undefined }
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayStyle} />
      <DialogPrimitive.Content {...described} {...props} className={cn(dialogStyle, className)}>
        <div className="grid gap-1 pr-8">
          <DialogPrimitive.Title className="text-lg font-semibold">{title}</DialogPrimitive.Title>
          {description && (
            <DialogPrimitive.Description className="text-sm text-muted-foreground">
              {description}
            </DialogPrimitive.Description>
          )}
        </div>
        {children}
        <DialogPrimitive.Close asChild>
          <Button
            variant="ghost"
            size="iconSm"
            aria-label="Close"
            className="absolute top-4 right-4"
          >
            <X aria-hidden />
          </Button>
        </DialogPrimitive.Close>
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  )
}

/** The row of a dialog's buttons: the one that acts stands last. */
export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={cn('flex flex-col-reverse gap-2 sm:flex-row sm:justify-end', className)}
    />
  )
}
