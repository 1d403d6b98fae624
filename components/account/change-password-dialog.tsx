'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import { toast } from 'sonner'
import { z } from 'zod'
import { changePasswordSchema } from '#contracts/people.ts'
import { NewPasswordField } from '#components/access/new-password-field.tsx'
import { useMe } from '#components/access/use-me.ts'
import { showRefusal } from '#components/api/show-refusal.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormProblem } from '#components/ui/form-problem.tsx'
import { Input } from '#components/ui/input.tsx'
import { useChangePassword } from './use-account-acts.ts'

const formSchema = changePasswordSchema.extend({
  current: z.string().min(1, 'Write your current password.').max(128),
})

/** Asks for the password that is and the one that shall be. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { operator } = useMe().me
  const change = useChangePassword()
  const { register, control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { current: '', next: '' },
  })
  const next = useWatch({ control, name: 'next' })
  const { errors } = formState
  const onSubmit = handleSubmit(async (passwords) => {
    try {
      await change.mutateAsync(passwords)
      toast.success('Password changed', { description: 'Every other browser is signed out.' })
      onClose()
    } catch (error) {
      showRefusal(error, setError, ['current', 'next'])
    }
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Change password"
        description="Every other browser in which you are signed in is signed out."
      >
        <form
          noValidate
          aria-label="Change password"
          onSubmit={(event) => void onSubmit(event)}
          className="grid gap-4"
        >
          {/* Tells a password manager whose password this is. */}
          <input hidden readOnly autoComplete="username" value={operator.email} />
          <Field label="Current password" error={errors.current?.message}>
            <Input type="password" autoComplete="current-password" {...register('current')} />
          </Field>
          <NewPasswordField
            label="New password"
            password={next}
            error={errors.next?.message}
            {...register('next')}
          />
          <FormProblem message={errors.root?.message} />
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={change.isPending}>
              Change password
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
