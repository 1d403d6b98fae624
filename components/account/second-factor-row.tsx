'use client'

import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useMe } from '#components/access/use-me.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { AccountRow } from './account-row.tsx'
import { OwnPasswordForm } from './own-password-form.tsx'
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx'
import { TotpDialog } from './totp-dialog.tsx'
import { useRemoveTotp } from './use-account-acts.ts'

type Open = { what: 'nothing' | 'setUp' | 'remove' } | { what: 'codes'; codes: readonly string[] }

/** The second factor: whether it is on, and the way to the other state. */
export function SecondFactorRow() {
  const { twoFactor } = useMe().me
  const [open, setOpen] = useState<Open>({ what: 'nothing' })
  const close = () => setOpen({ what: 'nothing' })
  return (
    <>
      <AccountRow
        title="Second factor"
        state={
          twoFactor ? (
            <Badge tone="ok">
              <ShieldCheck aria-hidden /> On
            </Badge>
          ) : (
            <Badge>Off</Badge>
          )
        }
        text={
          twoFactor
            ? 'At each sign-in you are also asked for a code of your authenticator app.'
            : 'A code of an authenticator app at each sign-in keeps out whoever learns your password.'
        }
        action={
          <Button onClick={() => setOpen({ what: twoFactor ? 'remove' : 'setUp' })}>
            {twoFactor ? 'Remove' : 'Set up'}
          </Button>
        }
      />
      {open.what === 'setUp' && (
        <TotpDialog onDone={({ codes }) => setOpen({ what: 'codes', codes })} onClose={close} />
      )}
      {open.what === 'codes' && <RecoveryCodesDialog codes={open.codes} onClose={close} />}
      {open.what === 'remove' && <RemoveDialog onClose={close} />}
    </>
  )
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const remove = useRemoveTotp()
  async function confirm(password: string) {
    await remove.mutateAsync(password)
    toast.success('The second factor is off')
    onClose()
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Remove the second factor?"
        description="Your password alone will then open your account. The recovery codes stop working."
      >
        <OwnPasswordForm
          confirmLabel="Remove second factor"
          danger
          onConfirm={confirm}
          onCancel={onClose}
        />
      </DialogContent>
    </Dialog>
  )
}
