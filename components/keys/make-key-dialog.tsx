'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, useForm } from 'react-hook-form'
import type { CreateApiKey, NewApiKey } from '#contracts/api-key.ts'
import { describeFormProblem } from '#components/agents/form-problem.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { keyFormSchema, lasts, newKey, type KeyForm } from './key-form.ts'
import { RateField } from './rate-field.tsx'
import { ScopeField } from './scope-field.tsx'
import { useCreateKey } from './use-key-acts.ts'

type MakeKeyDialogProps = { onMade(made: NewApiKey): void; onClose(): void }

/** Asks what a new key is for, what it may do and for how long, and makes it. */
export function MakeKeyDialog({ onMade, onClose }: MakeKeyDialogProps) {
  const create = useCreateKey()
  const { control, register, handleSubmit, formState } = useForm<KeyForm, unknown, CreateApiKey>({
    defaultValues: newKey,
    resolver: zodResolver(keyFormSchema, { error: describeFormProblem }),
  })
  const { errors } = formState
  const onSubmit = handleSubmit(async (wanted) => {
    try {
      onMade(await create.mutateAsync(wanted))
    } catch (error) {
      toastProblem(error)
    }
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Make an API key"
        description="For one program. Give every program a key of its own, so that each can be revoked alone."
        // A stray click beside a half-filled form would throw it away.
        onInteractOutside={(event) => event.preventDefault()}
      >
        <form
          noValidate
          aria-label="New key"
          onSubmit={(event) => void onSubmit(event)}
          className="grid gap-4"
        >
          <Field label="Name" error={errors.name?.message}>
            <Input
              maxLength={80}
              autoComplete="off"
              placeholder="Booking system"
              {...register('name')}
            />
          </Field>
          <Controller
            control={control}
            name="scopes"
            render={({ field }) => (
              <ScopeField
                scopes={field.value}
                error={errors.scopes?.message}
                onChange={field.onChange}
              />
            )}
          />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Controller
              control={control}
              name="lasts"
              render={({ field }) => <LastsField value={field.value} onChange={field.onChange} />}
            />
            <Controller
              control={control}
              name="perMinute"
              render={({ field }) => (
                <RateField
                  value={field.value}
                  error={errors.perMinute?.message}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                />
              )}
            />
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={create.isPending}>
              Make key
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

type LastsFieldProps = { value: string; onChange(value: string): void }

function LastsField({ value, onChange }: LastsFieldProps) {
  return (
    <Field
      label="Lasts"
      hint={
        value === 'never'
          ? 'Nothing ends it by itself: note somewhere that it exists.'
          : 'Rotate it before it ends.'
      }
    >
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger />
        <SelectContent>
          {lasts.map((choice) => (
            <SelectItem key={choice.value} value={choice.value}>
              {choice.label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  )
}
