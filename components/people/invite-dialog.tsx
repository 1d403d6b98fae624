'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useController, useForm } from 'react-hook-form'
import { invitePersonSchema, type InvitePerson, type NewInvitation } from '#contracts/people.ts'
import { roleWords } from '#components/access/role-words.ts'
import { showRefusal } from '#components/api/show-refusal.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormProblem } from '#components/ui/form-problem.tsx'
import { Input } from '#components/ui/input.tsx'
import { RadioGroup, RadioItem } from '#components/ui/radio-group.tsx'
import { useInvitePerson } from './use-people-acts.ts'

type InviteDialogProps = { onMade: (made: NewInvitation) => void; onClose: () => void }

/** Asks whom to invite, and as what. */
export function InviteDialog({ onMade, onClose }: InviteDialogProps) {
  const invite = useInvitePerson()
  const { register, control, handleSubmit, setError, formState } = useForm<InvitePerson>({
    resolver: zodResolver(invitePersonSchema),
    defaultValues: { email: '', role: 'operator' },
  })
  const { field: role } = useController({ control, name: 'role' })
  const { errors } = formState
  const onSubmit = handleSubmit(async (wanted) => {
    try {
      onMade(await invite.mutateAsync(wanted))
    } catch (error) {
      showRefusal(error, setError, ['email', 'role'])
    }
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Invite somebody"
        description="You get a link to send to them. With it they choose a name and a password."
        onInteractOutside={(event) => event.preventDefault()}
      >
        <form
          noValidate
          aria-label="Invitation"
          onSubmit={(event) => void onSubmit(event)}
          className="grid gap-5"
        >
          <Field
            label="E-mail"
            hint="They sign in with it. Nothing is sent there."
            error={errors.email?.message}
          >
            <Input
              type="email"
              autoComplete="off"
              placeholder="ada@example.com"
              {...register('email')}
            />
          </Field>
          <Field label="Role" error={errors.role?.message}>
            <RadioGroup value={role.value} onValueChange={role.onChange} className="gap-2.5">
              {roleWords.map((words) => (
                <RadioItem key={words.role} value={words.role} hint={`May ${words.may}.`}>
                  {words.label}
                </RadioItem>
              ))}
            </RadioGroup>
          </Field>
          <FormProblem message={errors.root?.message} />
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={invite.isPending}>
              Make the link
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
