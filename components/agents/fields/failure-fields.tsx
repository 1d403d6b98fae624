'use client'

import { useController } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { RadioGroup, RadioItem } from '#components/ui/radio-group.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { TransferNumberField } from './transfer-number-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** What the caller hears when the model's connection breaks, and what becomes of the call without one. */
export function FailureFields() {
  return (
    <>
      <CoverField />
      <FallbackField />
    </>
  )
}

function CoverField() {
  const { register, control, formState } = useAgentForm()
  const { field } = useController({ control, name: 'cover.mode' })
  return (
    <div className="grid gap-3">
      <Field
        label="While reconnecting to the model"
        hint="The call stays up, and the agent goes on where it was."
      >
        <RadioGroup value={field.value} onValueChange={field.onChange} onBlur={field.onBlur}>
          <RadioItem value="tone">The caller hears a soft tone</RadioItem>
          <RadioItem value="sentence">The caller hears a sentence</RadioItem>
        </RadioGroup>
      </Field>
      {field.value === 'sentence' && (
        <Field label="Sentence while waiting" error={formState.errors.cover?.text?.message}>
          <Textarea {...register('cover.text')} className="min-h-16" />
        </Field>
      )}
    </div>
  )
}

function FallbackField() {
  const { register, control, formState } = useAgentForm()
  const { field } = useController({ control, name: 'fallback.mode' })
  return (
    <div className="grid gap-3">
      <Field label="When no model can be reached">
        <RadioGroup value={field.value} onValueChange={field.onChange} onBlur={field.onBlur}>
          <RadioItem value="hangUp">Hang up</RadioItem>
          <RadioItem value="sentence" hint="The carrier’s own voice speaks it.">
            Say a sentence, then hang up
          </RadioItem>
          <RadioItem value="transfer" hint="A person takes over.">
            Transfer the caller to a number
          </RadioItem>
        </RadioGroup>
      </Field>
      {field.value === 'sentence' && (
        <Field label="Last sentence" error={formState.errors.fallback?.text?.message}>
          <Textarea {...register('fallback.text')} className="min-h-16" />
        </Field>
      )}
      {field.value === 'transfer' && <TransferNumberField />}
    </div>
  )
}
