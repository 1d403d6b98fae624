'use client'

import { useEffect, useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import { meSchema, setUpSchema, setupStateSchema } from '#contracts/rest/operator.ts'
import { NewPasswordField } from '#components/access/new-password-field.tsx'
import { fetchJson } from '#components/api/fetch-json.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { showRefusal } from '#components/api/show-refusal.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { AuthForm } from '../auth-form.tsx'
import { EmailField } from '../email-field.tsx'

/** Name, e-mail and password of the owner, and the API key where strangers could come first. */
export function SetupForm() {
  const apiKeyRequired = useApiKeyRequired()
  const { register, control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(setUpSchema),
    defaultValues: { name: '', email: '', password: '' },
  })
  const password = useWatch({ control, name: 'password' })
  const { errors, isSubmitting, isSubmitSuccessful } = formState

  const onSubmit = handleSubmit(async (owner) => {
    try {
      await fetchJson(meSchema, '/api/setup', { json: owner })
      window.location.assign('/')
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'already-set-up') {
        window.location.assign('/sign-in')
      }
      showRefusal(error, setError, ['name', 'email', 'password', 'apiKey'])
    }
  })

  return (
    <AuthForm
      label="Owner’s account"
      onSubmit={onSubmit}
      submitLabel="Make account and open the desk"
      pending={isSubmitting || isSubmitSuccessful}
      problem={errors.root?.message}
    >
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="name" {...register('name')} />
      </Field>
      <EmailField error={errors.email?.message} {...register('email')} />
      <NewPasswordField
        password={password}
        error={errors.password?.message}
        {...register('password')}
      />
      {apiKeyRequired && (
        <Field
          label="API key"
          hint="This console can be reached by others. The key proves that it is yours: it stands as API_KEY in the server’s environment."
          error={errors.apiKey?.message}
        >
          <Input type="password" autoComplete="off" {...register('apiKey')} />
        </Field>
      )}
    </AuthForm>
  )
}

/** Asked of the server, because only it knows from where it can be reached. */
function useApiKeyRequired(): boolean {
  const [isRequired, setRequired] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    fetchJson(setupStateSchema, '/api/setup', { signal: abort.signal }).then(
      (state) => setRequired(state.apiKeyRequired),
      // Without the answer the field stays away; the server asks for the key by its refusal.
      () => undefined,
    )
    return () => abort.abort()
  }, [])
  return isRequired
}
