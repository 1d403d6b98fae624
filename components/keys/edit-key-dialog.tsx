'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, useForm } from 'react-hook-form'
import { toast } from 'sonner'
import { z } from 'zod'
import { updateApiKeySchema, type ApiKey, type UpdateApiKey } from '#contracts/api-key.ts'
import { describeFormProblem } from '#components/agents/form-problem.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { rateOf, type KeyForm } from './key-form.ts'
import { RateField } from './rate-field.tsx'
import { useUpdateKey } from './use-key-acts.ts'

type EditForm = Pick<KeyForm, 'name' | 'perMinute'>

const editFormSchema = z
  .custom<EditForm>()
  .transform(({ name, perMinute }): unknown => ({ name, perMinute: rateOf(perMinute) }))
  .pipe(updateApiKeySchema)

/** A key's name and rate. What it may do never changes: for that, make another. */
export function EditKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose(): void }) {
  const update = useUpdateKey(apiKey.id)
  const { control, register, handleSubmit, formState } = useForm<EditForm, unknown, UpdateApiKey>({
    defaultValues: { name: apiKey.name, perMinute: apiKey.perMinute ?? Number.NaN },
    resolver: zodResolver(editFormSchema, { error: describeFormProblem }),
  })
  const onSubmit = handleSubmit(async (change) => {
    try {
      const { name } = await update.mutateAsync(change)
      toast.success(`${name} saved`)
      onClose()
    } catch (error) {
      toastProblem(error)
    }
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Rename or change the rate"
        description="The key itself and what it may do stay as they are."
      >
        <form noValidate onSubmit={(event) => void onSubmit(event)} className="grid gap-5">
          <Field label="Name" error={formState.errors.name?.message}>
            <Input maxLength={80} autoComplete="off" {...register('name')} />
          </Field>
          <Controller
            control={control}
            name="perMinute"
            render={({ field }) => (
              <RateField
                value={field.value}
                error={formState.errors.perMinute?.message}
                onChange={field.onChange}
                onBlur={field.onBlur}
              />
            )}
          />
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={update.isPending}>
              Save
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
