'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { NewApiKey } from '#contracts/api-key.ts'
import { CopyButton, CopyField } from '#components/ui/copy-field.tsx'
import { Field } from '#components/ui/field.tsx'
import { OnceDialog } from '#components/ui/once-dialog.tsx'
import { curlLine } from './curl-line.ts'

/** Shows a key's secret, the only time that anybody sees it, and a line to try it with. */
export function SecretDialog({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const [origin] = useState(() => window.location.origin)
  const line = curlLine(origin, made.secret, made.key.scopes)
  return (
    <OnceDialog
      icon={KeyRound}
      title={made.key.name}
      description="Keep this secret where your program reads its secrets. It is shown only now: Switchboard keeps nothing from which it could be read again."
      doneLabel="I have copied it"
      onClose={onClose}
    >
      <Field label="Secret">
        <CopyField value={made.secret} copyLabel="Copy" />
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <div className="flex items-end justify-between gap-3">
          <p className="text-sm font-medium">Try it</p>
          <CopyButton text={line} label="Copy line" />
        </div>
        <code className="rounded-md border bg-muted px-3 py-2.5 font-mono text-xs leading-5 break-all select-all">
          {line}
        </code>
        <p className="text-xs text-muted-foreground">
          It changes nothing. Send the key as{' '}
          <code className="font-mono text-foreground">X-API-Key</code> or as a bearer token, never
          in an address.
        </p>
      </div>
    </OnceDialog>
  )
}
