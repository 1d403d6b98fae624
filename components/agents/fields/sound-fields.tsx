'use client'

import { noiseReductionLabels } from '../summaries.ts'
import { ChoiceField } from './choice-field.tsx'
import { SliderField } from './slider-field.tsx'

/** How fast the agent speaks, and how the caller's noise is taken away. */
export function SoundFields() {
  return (
    <>
      <SliderField
        name="speed"
        label="Speed"
        hint="How fast the agent speaks; 1 is normal."
        min={0.25}
        max={1.5}
        step={0.05}
        show={(value) => `${value.toFixed(2)}×`}
      />
      <ChoiceField
        name="noiseReduction"
        label="Noise reduction"
        hint="Cleans the caller’s sound before the model hears it."
        choices={Object.entries(noiseReductionLabels).map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}
