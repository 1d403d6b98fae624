'use client'

import type { ReactNode } from 'react'
import { AlertDialog as AlertDialogPrimitive } from 'radix-ui'
import { Button } from './button.tsx'
import { DialogFooter, dialogStyle, overlayStyle } from './dialog.tsx'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What will happen, and whether it can be undone. */
  description: ReactNode
  /** The act itself as a verb: "End call", "Delete recording". */
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
  pending?: boolean
  onConfirm: () => void
  children?: ReactNode
}

/** Asks before an act that cannot be undone. Stays open while `pending`; the caller closes it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <AlertDialogPrimitive.Root open={props.open} onOpenChange={props.onOpenChange}>
      <AlertDialogPrimitive.Portal>
        <AlertDialogPrimitive.Overlay className={overlayStyle} />
        <AlertDialogPrimitive.Content className={dialogStyle}>
          <div className="grid gap-1.5">
            <AlertDialogPrimitive.Title className="text-lg font-semibold">
              {props.title}
            </AlertDialogPrimitive.Title>
            <AlertDialogPrimitive.Description className="text-sm text-pretty text-muted-foreground">
              {props.description}
            </AlertDialogPrimitive.Description>
          </div>
          {props.children}
          <DialogFooter>
            <AlertDialogPrimitive.Cancel asChild>
              <Button>{props.cancelLabel ?? 'Cancel'}</Button>
            </AlertDialogPrimitive.Cancel>
            <Button
              variant={props.danger ? 'danger' : 'primary'}
              pending={props.pending ?? false}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </DialogFooter>
        </AlertDialogPrimitive.Content>
      </AlertDialogPrimitive.Portal>
    </AlertDialogPrimitive.Root>
  )
}
