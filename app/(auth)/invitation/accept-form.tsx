'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import { acceptInvitationSchema } from '#contracts/people.ts'
import { meSchema } from '#contracts/rest/operator.ts'
import { NewPasswordField } from '#components/access/new-password-field.tsx'
import { fetchJson } from '#components/api/fetch-json.ts'
import { showRefusal } from '#components/api/show-refusal.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { AuthForm } from '../auth-form.tsx'
import { EmailField } from '../email-field.tsx'

/** Name and password of somebody invited; afterwards they are signed in. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const { register, control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(acceptInvitationSchema),
    defaultValues: { token, name: '', password: '' },
  })
  const password = useWatch({ control, name: 'password' })
  const { errors, isSubmitting, isSubmitSuccessful } = formState
  const onSubmit = handleSubmit(async (accepted) => {
    try {
      await fetchJson(meSchema, '/api/invitations/accept', { json: accepted })
      window.location.assign('/')
    } catch (error) {
      showRefusal(error, setError, ['name', 'password'])
    }
  })
  return (
    <AuthForm
      label="Your account"
      onSubmit={onSubmit}
      submitLabel="Join and open the desk"
      pending={isSubmitting || isSubmitSuccessful}
      problem={errors.root?.message}
    >
      <EmailField readOnly value={email} hint="You sign in with this address." />
      <Field label="Name" hint="The others see it." error={errors.name?.message}>
        <Input autoComplete="name" {...register('name')} />
      </Field>
      <NewPasswordField
        password={password}
        error={errors.password?.message}
        {...register('password')}
      />
    </AuthForm>
  )
}
