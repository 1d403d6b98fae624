'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { totpCodeSchema } from '#contracts/people.ts'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { TotpCodeInput } from '#components/access/totp-code-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { AuthForm } from '../auth-form.tsx'
import { isStartOver, refusalWords } from './refusal-words.ts'

type CodeFormProps = {
  kind: 'code' | 'recoveryCode'
  onSignedIn: () => void
  /** The password must be given again, and why. */
  onStartOver: (problem?: string) => void
  onOtherKind: () => void
}

/** The second step: a code of the authenticator app, or one of the recovery codes. */
export function CodeForm({ kind, onSignedIn, onStartOver, onOtherKind }: CodeFormProps) {
  const isRecovery = kind === 'recoveryCode'
  const { register, handleSubmit, setError, setFocus, formState } = useForm({
    resolver: zodResolver(isRecovery ? recoveryCodeSchema : totpCodeSchema),
    defaultValues: { code: '' },
  })
  const { errors, isSubmitting, isSubmitSuccessful } = formState
  useEffect(() => setFocus('code'), [setFocus])
  const onSubmit = handleSubmit(async ({ code }) => {
    try {
      const what = isRecovery ? 'verify-backup-code' : 'verify-totp'
      await fetchNothing(`/api/auth/two-factor/${what}`, { json: { code } })
      onSignedIn()
    } catch (error) {
      const message = refusalWords(error)
      if (isStartOver(error)) onStartOver(message)
      else setError('code', { message })
    }
  })
  return (
    <AuthForm
      label="Second step"
      onSubmit={onSubmit}
      submitLabel="Sign in"
      pending={isSubmitting || isSubmitSuccessful}
      problem={undefined}
      footer={
        <p className="flex flex-wrap justify-between gap-x-4 gap-y-2">
          <Button variant="link" onClick={onOtherKind}>
            {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
          </Button>
          <Button variant="link" onClick={() => onStartOver()}>
            Start over
          </Button>
        </p>
      }
    >
      {isRecovery ? (
        <Field label="Recovery code" error={errors.code?.message}>
          <Input
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            {...register('code')}
          />
        </Field>
      ) : (
        <TotpCodeInput label="Code" error={errors.code?.message} {...register('code')} />
      )}
    </AuthForm>
  )
}

const recoveryCodeSchema = z.object({
  code: z.string().trim().min(1, 'Type one of your recovery codes.'),
})
