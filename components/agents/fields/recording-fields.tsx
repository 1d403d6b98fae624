'use client'

import { useQuery } from '@tanstack/react-query'
import { systemQuery } from '#components/api/system.ts'
import { recordedByLabels } from '../summaries.ts'
import { ChoiceField, type Choice } from './choice-field.tsx'
import { SwitchField } from './switch-field.tsx'

/** Who keeps the sound of calls, and whether keys that may be a card's digits are left out. */
export function RecordingFields() {
  const { data } = useQuery(systemQuery)
  const off = data?.recording === false ? 'Recording is switched off for this place.' : undefined
  return (
    <>
      <ChoiceField
        name="recordedBy"
        label="Recorded by"
        hint="Counts from the next call on."
        disabledReason={off}
        choices={choices}
      />
      <SwitchField
        name="pausesRecordingForKeypad"
        label="Pause while the caller presses keys"
        hint="From the first key until 5 seconds after the last, neither sound, words nor keys are kept."
      />
    </>
  )
}

const choices: readonly Choice[] = [
  { value: 'both', label: recordedByLabels.both, hint: 'Two recordings, should one be lost' },
  { value: 'relay', label: recordedByLabels.relay, hint: 'What each side heard; costs nothing' },
  { value: 'carrier', label: recordedByLabels.carrier, hint: 'Billed by the carrier' },
  { value: 'none', label: recordedByLabels.none, hint: 'Only the transcript is kept' },
]
