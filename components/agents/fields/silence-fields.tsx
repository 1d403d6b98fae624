'use client'

import { useWatch } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { PromptsField } from './prompts-field.tsx'
import { SliderField } from './slider-field.tsx'
import { SwitchField } from './switch-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** What is said to a caller who stays silent, until the call ends. */
export function SilenceFields() {
  const { control, register, formState } = useAgentForm()
  const isOn = useWatch({ control, name: 'noInput.isOn' })
  return (
    <>
      <SwitchField
        name="noInput.isOn"
        label="Ask, then end the call"
        hint={
          isOn
            ? 'Takes the place of “Speak up after a silence” under Turn-taking.'
            : 'A silent caller is waited for until the longest call is reached.'
        }
      />
      {isOn && (
        <>
          <SliderField
            name="noInput.afterMs"
            label="After a silence of"
            hint="Counted anew after each prompt."
            min={3_000}
            max={120_000}
            step={1_000}
            show={showSeconds}
          />
          <PromptsField />
          <Field
            label="Farewell"
            hint="Then the call ends. Empty: it ends without a word."
            error={formState.errors.noInput?.farewell?.message}
          >
            <Textarea {...register('noInput.farewell')} className="min-h-16" />
          </Field>
        </>
      )}
    </>
  )
}

function showSeconds(ms: number): string {
  return `${(ms / 1_000).toLocaleString('en-GB')} s`
}
