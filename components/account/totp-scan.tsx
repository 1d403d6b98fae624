'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { totpCodeSchema, type RecoveryCodes, type TotpSetup } from '#contracts/people.ts'
import { TotpCodeInput } from '#components/access/totp-code-input.tsx'
import { showRefusal } from '#components/api/show-refusal.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-field.tsx'
import { DialogFooter } from '#components/ui/dialog.tsx'
import { FormProblem } from '#components/ui/form-problem.tsx'
import { QrCode } from './qr-code.tsx'
import { useConfirmTotp } from './use-account-acts.ts'

type TotpScanProps = {
  setup: TotpSetup
  onDone: (made: RecoveryCodes) => void
  onCancel: () => void
}

/** The secret as a picture and as text, and the first code, which puts it in force. */
export function TotpScan({ setup, onDone, onCancel }: TotpScanProps) {
  const confirm = useConfirmTotp()
  const { register, handleSubmit, setError, setFocus, formState } = useForm({
    resolver: zodResolver(totpCodeSchema),
    defaultValues: { code: '' },
  })
  const { errors } = formState
  useEffect(() => setFocus('code'), [setFocus])
  const onSubmit = handleSubmit(async ({ code }) => {
    try {
      onDone(await confirm.mutateAsync(code))
    } catch (error) {
      showRefusal(error, setError, ['code'])
    }
  })
  return (
    <form
      noValidate
      aria-label="First code"
      onSubmit={(event) => void onSubmit(event)}
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
    >
      <QrCode text={setup.uri} label="QR code for the authenticator app" />
      <TypedSecret secret={setup.secret} />
      <TotpCodeInput label="Code of the app" error={errors.code?.message} {...register('code')} />
      <FormProblem message={errors.root?.message} />
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={confirm.isPending}>
          Switch on
        </Button>
      </DialogFooter>
    </form>
  )
}

/** The secret for those who type it: whole, in groups of four. */
function TypedSecret({ secret }: { secret: string }) {
  return (
    <div className="grid gap-1.5">
      <h3 className="text-sm font-medium">No camera? Type this instead</h3>
      <div className="flex items-start gap-2">
        <div
          role="group"
          aria-label="Secret"
          className="min-w-0 flex-1 rounded-md border bg-muted px-3 py-2 font-mono text-sm"
        >
          {secret.replaceAll(/.{4}(?=.)/g, '$& ')}
        </div>
        <CopyButton text={secret} label="Copy" />
      </div>
    </div>
  )
}
