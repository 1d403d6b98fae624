'use client'

import { useState } from 'react'
import type { RecoveryCodes, TotpSetup } from '#contracts/people.ts'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { OwnPasswordForm } from './own-password-form.tsx'
import { TotpScan } from './totp-scan.tsx'
import { useBeginTotp } from './use-account-acts.ts'

type TotpDialogProps = { onDone: (made: RecoveryCodes) => void; onClose: () => void }

/** Sets a second factor up: the password, then the code that the authenticator shows. */
export function TotpDialog({ onDone, onClose }: TotpDialogProps) {
  const begin = useBeginTotp()
  const [setup, setSetup] = useState<TotpSetup | null>(null)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {setup === null ? (
        <DialogContent
          title="Set up a second factor"
          description="You need an authenticator app on your phone, such as Google Authenticator, 1Password or Aegis. First, show that it is you."
        >
          <OwnPasswordForm
            confirmLabel="Continue"
            onConfirm={async (password) => setSetup(await begin.mutateAsync(password))}
            onCancel={onClose}
          />
        </DialogContent>
      ) : (
        <DialogContent
          title="Set up a second factor"
          description="Scan this with your authenticator app, then type the code that it shows."
          // A stray click would throw away what was just scanned.
          onInteractOutside={(event) => event.preventDefault()}
        >
          <TotpScan setup={setup} onDone={onDone} onCancel={onClose} />
        </DialogContent>
      )}
    </Dialog>
  )
}
