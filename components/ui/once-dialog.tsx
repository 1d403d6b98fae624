'use client'

import { useEffect, type ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { AlertDialog } from 'radix-ui'
import { Button } from './button.tsx'
import { DialogFooter, dialogStyle, overlayStyle } from './dialog.tsx'

type OnceDialogProps = {
  icon: LucideIcon
  title: ReactNode
  /** What it is, and that it is shown only now. */
  description: ReactNode
  /** What somebody says who has taken it along: "I have kept it". */
  doneLabel: string
  onClose: () => void
  children: ReactNode
}

/**
 * Shows what is shown only once. A stray click or Escape does not close it, and
 * the browser asks before the page is left.
 */
export function OnceDialog({ icon: Icon, ...props }: OnceDialogProps) {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyle} />
        <AlertDialog.Content
          className={dialogStyle}
          onEscapeKeyDown={(event) => event.preventDefault()}
        >
          <div className="grid gap-1">
            <AlertDialog.Title className="flex items-center gap-2 text-lg font-semibold">
              <Icon aria-hidden className="size-4.5 shrink-0 text-primary" />
              <span className="min-w-0 break-words">{props.title}</span>
            </AlertDialog.Title>
            <AlertDialog.Description className="text-sm text-pretty text-muted-foreground">
              {props.description}
            </AlertDialog.Description>
          </div>
          {props.children}
          <DialogFooter>
            <Button variant="primary" onClick={props.onClose}>
              {props.doneLabel}
            </Button>
          </DialogFooter>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
