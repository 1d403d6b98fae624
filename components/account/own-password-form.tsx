'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useMe } from '#components/access/use-me.ts'
import { showRefusal } from '#components/api/show-refusal.ts'
import { Button } from '#components/ui/button.tsx'
import { DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormProblem } from '#components/ui/form-problem.tsx'
import { Input } from '#components/ui/input.tsx'

const formSchema = z.object({ password: z.string().min(1, 'Write your password.').max(128) })

type OwnPasswordFormProps = {
  confirmLabel: string
  danger?: boolean
  /** Rejects with a `ProblemError` when the password is wrong; the form then says so. */
  onConfirm: (password: string) => Promise<void>
  onCancel: () => void
}

/** Asks for one's own password before something that a found browser shall not be able to do. */
export function OwnPasswordForm(props: OwnPasswordFormProps) {
  const { operator } = useMe().me
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = formState
  const onSubmit = handleSubmit(async ({ password }) => {
    try {
      await props.onConfirm(password)
    } catch (error) {
      showRefusal(error, setError, ['password'])
    }
  })
  return (
    <form
      noValidate
      aria-label="Show that it is you"
      onSubmit={(event) => void onSubmit(event)}
      className="grid gap-4"
    >
      <input hidden readOnly autoComplete="username" value={operator.email} />
      <Field label="Your password" error={errors.password?.message}>
        <Input type="password" autoComplete="current-password" {...register('password')} />
      </Field>
      <FormProblem message={errors.root?.message} />
      <DialogFooter>
        <Button onClick={props.onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant={props.danger === true ? 'danger' : 'primary'}
          pending={isSubmitting}
        >
          {props.confirmLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
