'use client'

import { useController } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { RadioGroup, RadioItem } from '#components/ui/radio-group.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** Whether the agent waits for the caller, or opens the call with given words. */
export function GreetingField() {
  const { register, control, formState } = useAgentForm()
  const { field } = useController({ control, name: 'greeting.mode' })
  return (
    <div className="grid gap-3">
      <Field label="Greeting">
        <RadioGroup value={field.value} onValueChange={field.onChange} onBlur={field.onBlur}>
          <RadioItem value="none" hint="The agent waits until the caller has spoken.">
            None
          </RadioItem>
          <RadioItem value="agentFirst" hint="The agent opens the call with your words.">
            Agent speaks first
          </RadioItem>
        </RadioGroup>
      </Field>
      {field.value === 'agentFirst' && (
        <Field
          label="Opening words"
          hint="Spoken word for word."
          error={formState.errors.greeting?.text?.message}
        >
          <Textarea {...register('greeting.text')} className="min-h-16" />
        </Field>
      )}
    </div>
  )
}
