'use client'

import { useWatch } from 'react-hook-form'
import { ChoiceField, type Choice } from './choice-field.tsx'
import { NumberField } from './number-field.tsx'
import { SliderField } from './slider-field.tsx'
import { SwitchField } from './switch-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** When the agent takes the caller to have finished, and what happens when the caller breaks in. */
export function TurnFields() {
  const { control } = useAgentForm()
  const type = useWatch({ control, name: 'turnDetection.type' })
  return (
    <>
      <ChoiceField name="turnDetection.type" label="Turn detection" choices={types} />
      {type === 'server_vad' && <ServerVadFields />}
      {type === 'semantic_vad' && (
        <ChoiceField
          name="turnDetection.eagerness"
          label="Eagerness"
          hint="Low lets people take their time; high answers as soon as it can."
          choices={eagerness}
        />
      )}
      {type === 'none' ? (
        <p className="rounded-md bg-muted p-3 text-xs text-pretty">
          The agent never answers by itself. The operator at the live call must press “Respond now”
          for each answer.
        </p>
      ) : (
        <SwitchField
          name="turnDetection.interruptResponse"
          label="Caller may interrupt"
          hint="The agent falls silent as soon as the caller speaks."
        />
      )}
      <SwitchField
        name="hearsKeypad"
        label="Agent hears the keypad"
        hint="Keys that the caller presses are told to the model."
      />
    </>
  )
}

function ServerVadFields() {
  const { control } = useAgentForm()
  const waitsForEver = useWatch({ control, name: 'turnDetection.waitsForEver' })
  const asksItself = useWatch({ control, name: 'noInput.isOn' })
  return (
    <>
      <SliderField
        name="turnDetection.threshold"
        label="Threshold"
        hint="How loud speech must be; higher suits noisy lines."
        min={0}
        max={1}
        step={0.05}
        show={(value) => value.toFixed(2)}
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          name="turnDetection.silenceDurationMs"
          label="Silence"
          hint="Ends the caller’s turn."
          unit="ms"
          min={50}
          max={10_000}
          step={50}
        />
        <NumberField
          name="turnDetection.prefixPaddingMs"
          label="Prefix padding"
          hint="Kept from before the speech."
          unit="ms"
          min={0}
          max={5_000}
          step={50}
        />
      </div>
      <SwitchField
        name="turnDetection.waitsForEver"
        inverted
        label="Speak up after a silence"
        hint="The agent asks whether anybody is there."
        disabledReason={asksItself ? 'Set aside: see “When the line is silent”.' : undefined}
      />
      {!waitsForEver && !asksItself && (
        <NumberField
          name="turnDetection.idleTimeoutMs"
          label="Idle timeout"
          hint="From 5,000 to 30,000."
          unit="ms"
          min={5_000}
          max={30_000}
          step={1_000}
        />
      )}
    </>
  )
}

const types: readonly Choice[] = [
  { value: 'server_vad', label: 'Server VAD', hint: 'A silence ends the caller’s turn.' },
  {
    value: 'semantic_vad',
    label: 'Semantic VAD',
    hint: 'The model judges by the words whether the caller has finished.',
  },
  { value: 'none', label: 'None', hint: 'The operator asks for each response.' },
]

const eagerness: readonly Choice[] = [
  { value: 'auto', label: 'Auto', hint: 'The same as medium.' },
  { value: 'low', label: 'Low' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'High' },
]
