'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { fetchJson } from '#components/api/fetch-json.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { AuthForm } from '../auth-form.tsx'
import { EmailField } from '../email-field.tsx'
import { refusalWords } from './refusal-words.ts'

const signInSchema = z.object({
  email: z.email('Write your e-mail address like ada@example.com.'),
  password: z.string().min(1, 'Write your password.'),
})
const answerSchema = z.looseObject({ twoFactorRedirect: z.boolean().optional() })

type PasswordFormProps = {
  /** Why one is back here. */
  problem: string | undefined
  onSignedIn: () => void
  /** The password is right, and a second factor is asked for. */
  onHalfSignedIn: () => void
}

/** E-mail and password. */
export function PasswordForm({ problem, onSignedIn, onHalfSignedIn }: PasswordFormProps) {
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting, isSubmitSuccessful, isSubmitted } = formState
  const onSubmit = handleSubmit(async (credentials) => {
    try {
      const answer = await fetchJson(answerSchema, '/api/auth/sign-in/email', { json: credentials })
      if (answer.twoFactorRedirect === true) onHalfSignedIn()
      else onSignedIn()
    } catch (error) {
      setError('root', { message: refusalWords(error) })
    }
  })
  return (
    <AuthForm
      label="Sign in"
      onSubmit={onSubmit}
      submitLabel="Sign in"
      pending={isSubmitting || isSubmitSuccessful}
      problem={isSubmitted ? errors.root?.message : problem}
    >
      <EmailField error={errors.email?.message} {...register('email')} />
      <Field label="Password" error={errors.password?.message}>
        <Input type="password" autoComplete="current-password" {...register('password')} />
      </Field>
    </AuthForm>
  )
}
