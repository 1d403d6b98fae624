'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { problemOf } from '#components/api/problem-error.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { FormProblem } from '../form-problem.tsx'

const signInSchema = z.object({
  email: z.email('Write your e-mail address like ada@example.com.'),
  password: z.string().min(1, 'Write your password.'),
})

/** E-mail and password; afterwards a full page load of `next`. */
export function SignInForm({ next }: { next: string }) {
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting, isSubmitSuccessful } = formState

  const onSubmit = handleSubmit(async (credentials) => {
    try {
      await fetchNothing('/api/auth/sign-in/email', { json: credentials })
      window.location.assign(next)
    } catch (error) {
      setError('root', { message: wordsFor(error) })
    }
  })

  return (
    <form
      noValidate
      aria-label="Sign in"
      onSubmit={(event) => void onSubmit(event)}
      className="grid gap-5"
    >
      <Field label="E-mail" error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...register('email')} />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <Input type="password" autoComplete="current-password" {...register('password')} />
      </Field>
      <FormProblem message={errors.root?.message} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        pending={isSubmitting || isSubmitSuccessful}
      >
        Sign in
      </Button>
    </form>
  )
}

function wordsFor(error: unknown): string {
  const problem = problemOf(error)
  if (problem.status === 401) return 'This e-mail and password do not belong together. Check both.'
  if (problem.status === 403) {
    return 'This address is not the one the console was set up for. Open it at its PUBLIC_URL.'
  }
  if (problem.status === 429) return 'Too many tries. Wait a minute, then try again.'
  return `${problem.title}. ${problem.detail}`
}
