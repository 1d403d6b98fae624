'use client'

import { useWatch } from 'react-hook-form'
import { NumberField } from './number-field.tsx'
import { SwitchField } from './switch-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** How long one response may become. */
export function LimitFields() {
  const { control } = useAgentForm()
  const limitsTokens = useWatch({ control, name: 'limitsTokens' })
  return (
    <>
      <SwitchField
        name="limitsTokens"
        label="Limit each response"
        hint="A response that reaches the limit breaks off, even in the middle of a word."
      />
      {limitsTokens && (
        <NumberField
          name="maxResponseTokens"
          label="Maximum response tokens"
          hint="From 1 to 4,096. A minute of speech is about 1,200."
          unit="tokens"
          min={1}
          max={4_096}
          step={1}
        />
      )}
    </>
  )
}
