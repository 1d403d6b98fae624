'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import { resetPasswordSchema } from '#contracts/people.ts'
import { NewPasswordField } from '#components/access/new-password-field.tsx'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { showRefusal } from '#components/api/show-refusal.ts'
import { AuthForm } from '../auth-form.tsx'
import { EmailField } from '../email-field.tsx'

type ResetFormProps = { token: string; email: string; onDone: () => void }

/** The new password of whoever holds the link. */
export function ResetForm({ token, email, onDone }: ResetFormProps) {
  const { register, control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(resetPasswordSchema),
    defaultValues: { token, password: '' },
  })
  const password = useWatch({ control, name: 'password' })
  const { errors, isSubmitting } = formState
  const onSubmit = handleSubmit(async (reset) => {
    try {
      await fetchNothing('/api/password-resets', { json: reset })
      onDone()
    } catch (error) {
      showRefusal(error, setError, ['password'])
    }
  })
  return (
    <AuthForm
      label="Reset"
      onSubmit={onSubmit}
      submitLabel="Set the password"
      pending={isSubmitting}
      problem={errors.root?.message}
    >
      <EmailField readOnly value={email} />
      <NewPasswordField
        label="New password"
        password={password}
        error={errors.password?.message}
        {...register('password')}
      />
    </AuthForm>
  )
}
