'use client'

import { KeyRound } from 'lucide-react'
import { AlertDialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import type { NewApiKey } from '#contracts/api-key.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyButton, CopyField } from '#components/ui/copy-field.tsx'
import { DialogFooter, dialogStyle, overlayStyle } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { curlLine } from './curl-line.ts'

/**
 * Shows a key's secret, the only time that anybody sees it. A stray click or
 * Escape does not close it, and the browser asks before the page is left.
 */
export function SecretDialog({ made, onClose }: { made: NewApiKey; onClose(): void }) {
  const [origin] = useState(() => window.location.origin)
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  const line = curlLine(origin, made.secret, made.key.scopes)
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
              <KeyRound aria-hidden className="size-4.5 shrink-0 text-primary" />
              <span className="min-w-0 break-words">{made.key.name}</span>
            </AlertDialog.Title>
            <AlertDialog.Description className="text-sm text-pretty text-muted-foreground">
              Keep this secret where your program reads its secrets. It is shown only now:
              Switchboard keeps nothing from which it could be read again.
            </AlertDialog.Description>
          </div>
          <Field label="Secret">
            <CopyField value={made.secret} copyLabel="Copy" />
          </Field>
          <div className="grid gap-1.5">
            <div className="flex items-end justify-between gap-3">
              <p className="text-sm font-medium">Try it</p>
              <CopyButton text={line} label="Copy line" />
            </div>
            <pre
              // Scrollable boxes take the focus, so that keys can scroll them.
              tabIndex={0}
              aria-label="A line to try the key with"
              role="region"
              className="overflow-x-auto rounded-md bg-muted px-3 py-2.5 font-mono text-xs leading-5"
            >
              {line}
            </pre>
            <p className="text-xs text-muted-foreground">
              It changes nothing. Send the key as{' '}
              <code className="font-mono text-foreground">X-API-Key</code> or as a bearer token,
              never in an address.
            </p>
          </div>
          <DialogFooter>
            <Button variant="primary" onClick={onClose}>
              I have kept it
            </Button>
          </DialogFooter>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
